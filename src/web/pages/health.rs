//! Whether the program lives, and whether it can serve: for whatever watches it.

use actix_web::{HttpResponse, web};

use crate::store::queries::nodes;
use crate::web::{Answer, App, Error};

/// The program answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// The data answer too.
pub async fn ready(app: web::Data<App>) -> Answer {
    app.db.read(|conn| nodes::any(conn).map_err(Error::from)).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ok"))
}
