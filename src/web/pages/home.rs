//! `/`: what each one finds first. Nothing begun yet leads to the beginning; a stranger finds the public home, a teacher her board,
//! everyone else her own thread.

use actix_web::web;

use super::{board, home_learner, home_public, waiting};
use crate::domain::id::TutorialId;
use crate::web::here::Here;
use crate::web::{Answer, App, Error, Visitor, see_other};

/// Whom the page is for.
enum Guest {
    Stranger,
    Learner,
    Teacher(crate::domain::id::NodeId),
}

/// The home of whoever asks.
pub async fn home(app: web::Data<App>, visitor: Visitor) -> Answer {
    if !app.begun().await? {
        return Ok(see_other("/setup").finish());
    }
    let (now, catalog, asked) = (app.db.now(), std::sync::Arc::clone(&app.catalog), visitor.clone());
    let guest = app
        .db
        .read(move |conn| {
            let here = Here::load(conn, &asked, now, catalog)?;
            Ok::<_, Error>(match (here.caller.id(), here.home) {
                (None, _) => Guest::Stranger,
                (Some(_), Some((home, _))) if here.teaches() => Guest::Teacher(home),
                (Some(_), _) => Guest::Learner,
            })
        })
        .await?;
    match guest {
        Guest::Stranger => app.page(visitor, "pages/home_public.html", home_public::view).await,
        Guest::Learner => {
            let ids: [TutorialId; waiting::SHOWN] = std::array::from_fn(|_| app.new_id());
            let finder = app.finder();
            app.page(visitor, "pages/home_learner.html", move |conn, here| home_learner::view(conn, here, &finder, &ids)).await
        }
        Guest::Teacher(school) => app.page(visitor, "pages/board.html", move |conn, here| board::view(conn, here, school, "")).await,
    }
}
