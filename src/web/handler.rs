//! A handler whose types are forgotten before it is put on a route.
//!
//! actix-web makes a service, a factory and their futures anew for each handler's type, and walks through all of them when a thread begins to
//! serve. With some two hundred handlers that is two megabytes of program, read from the card at every start and kept in memory. Here each
//! handler keeps one function of its own, which nobody touches before the first request for it.
//!
//! Deliberately not known here: addresses, methods, and what any handler does.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, dev, web};

type Answer = Pin<Box<dyn Future<Output = HttpResponse>>>;

/// Any handler.
#[derive(Clone)]
pub(super) struct Erased(Rc<dyn Fn(HttpRequest, dev::Payload) -> Answer>);

impl Erased {
    /// The handler, which will take what it asks for out of each request by itself.
    pub(super) fn new<F, Args>(handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        Self(Rc::new(move |request, mut payload| {
            let handler = handler.clone();
            Box::pin(async move {
                match Args::from_request(&request, &mut payload).await {
                    Ok(args) => handler.call(args).await.respond_to(&request).map_into_boxed_body(),
                    Err(error) => HttpResponse::from_error(error),
                }
            })
        }))
    }
}

impl Handler<(HttpRequest, web::Payload)> for Erased {
    type Output = HttpResponse;
    type Future = Answer;

    fn call(&self, (request, payload): (HttpRequest, web::Payload)) -> Answer {
        (self.0)(request, payload.into_inner())
    }
}
