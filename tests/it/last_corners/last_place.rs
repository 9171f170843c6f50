//! Two who want the last free place at the same instant: one tutorial, and one clear word to the other.

use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::tutorials;

use crate::support::town::*;

const ROUNDS: usize = 12;

/// Maricruz has one place for the arch.
async fn invited(town: &Town, by: &Browser, learner: PersonId) -> TutorialId {
    let tutorial = fresh();
    let (id, who, offer) = (Id::to_string(&tutorial), learner.to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    by.post("/tutorials", &[("id", &id), ("learner", &who), ("offer", &offer)]).await.is(200);
    assert_eq!(state(town, tutorial).await, Some(TutorialState::Proposed));
    tutorial
}

async fn state(town: &Town, tutorial: TutorialId) -> Option<TutorialState> {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.map(|row| row.state)
}

/// One was let in, the other was told why not, and the place is taken once. Whose it is not may ask again tomorrow: her page says so too.
async fn one_got_it(town: &Town, pages: [Page; 2], of: [TutorialId; 2]) {
    let statuses = [pages[0].status, pages[1].status];
    let winner = statuses.iter().position(|status| *status == 200).unwrap_or_else(|| panic!("nobody got it: {}", pages[0].text()));
    let [kept, refused] = if winner == 0 { pages } else { pages.into_iter().rev().collect::<Vec<_>>().try_into().ok().expect("two") };
    kept.is(200).says("Quedó acordado");
    refused.is(422).says("Ya no hay lugar: alguien llegó antes");
    let taken = town.under(|tx| relevo::store::queries::masteries::taken(tx, MARICRUZ_OFFERS_ARCH)).await;
    assert_eq!(taken, 1, "the one place is taken once");
    assert_eq!(state(town, of[winner]).await, Some(TutorialState::Open));
    assert_ne!(state(town, of[1 - winner]).await, Some(TutorialState::Open));
}

/// Twelve times, the one by this program and the other by another one on the same data.
async fn again_and_again(town: Town) {
    let other = town.another_program();
    let maricruz = town.browser_of(MARICRUZ).await;
    let (ximena, luis) = (town.browser_of(XIMENA).await, other.browser_of(LUIS).await);
    let (elvia, berta) = (town.browser_of(ELVIA).await, other.browser_of(BERTA).await);
    for round in 0..ROUNDS {
        let both = if round % 2 == 0 {
            // Maricruz has asked both, and both say yes.
            let both = [invited(&town, &maricruz, XIMENA).await, invited(&town, &maricruz, LUIS).await];
            let paths = both.map(|tutorial| format!("/tutorials/{tutorial}/agreement"));
            let (hers, his) = tokio::join!(ximena.post(&paths[0], &[]), luis.post(&paths[1], &[]));
            one_got_it(&town, [hers, his], both).await;
            both
        } else {
            // Two teachers write down what was said aloud, each for another learner.
            let both: [TutorialId; 2] = [fresh(), fresh()];
            let [hers, his] = both.map(|tutorial| tutorial.to_string());
            let (ximena, luis, offer) = (XIMENA.to_string(), LUIS.to_string(), MARICRUZ_OFFERS_ARCH.to_string());
            let form = |id, learner| [("id", id), ("learner", learner), ("offer", offer.as_str()), ("aloud", "yes")];
            let (one, two) = (form(hers.as_str(), ximena.as_str()), form(his.as_str(), luis.as_str()));
            let (one, two) = tokio::join!(elvia.post("/tutorials", &one), berta.post("/tutorials", &two));
            one_got_it(&town, [one, two], both).await;
            both
        };
        for tutorial in both {
            if state(&town, tutorial).await.is_some() {
                // What never began has no page for her any more to which she could be led.
                let withdrawn = elvia.once("POST", &format!("/tutorials/{tutorial}/withdrawal"), None).await;
                assert_eq!(withdrawn.status, 303);
            }
        }
    }
    town.is_sound().await;
}

#[actix_web::test]
async fn the_last_place_is_given_once_however_often_two_want_it_at_once() {
    again_and_again(Town::new().await).await;
    if let Some(town) = Town::on_postgres().await {
        again_and_again(town).await;
    }
}
