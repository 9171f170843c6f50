//! What the rules hold that is easily let go: two who worked together once and could not any more, a day before which they could not, a visit that
//! was given up, a yes that somebody says alone. Each story tells beside what is refused the nearest thing that is not.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{network_month, people, tutorials};
use relevo::store::rows::TutorialRow;

use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;
use super::visits_corrected::{masters, row};

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";

/// A sheet of a tutorial that has had no demonstration, as Elvia enters it.
async fn lived(town: &Town, id: TutorialId, pair: (PersonId, PersonId), began: &str, stopped: &str) -> Page {
    let (id, learner, tutor) = (id.to_string(), pair.0.to_string(), pair.1.to_string());
    let who = [("id", id.as_str()), ("learner", &learner), ("tutor", &tutor), ("topic", THE_ARCH)];
    let told = [("began", began), ("stopped", stopped), ("reason", "")];
    town.browser_of(ELVIA).await.post(&format!("/nodes/{AGUA_ZARCA}/paper/tutorials"), &[&who[..], &told].concat()).await
}

/// Every tutorial that somebody has had.
async fn all_of(town: &Town, learner: PersonId) -> Vec<TutorialRow> {
    town.under(move |tx| tutorials::of_learner(tx, learner, TutorialState::ALL)).await
}

/// Somebody goes from one school to the other.
async fn goes(town: &Town, person: PersonId, (from, to): (NodeId, NodeId), on: &'static str) {
    town.under(move |tx| {
        let since = day(on);
        tx.record(PersonLeft { person, node: from, until: since })?;
        let (position, minor, voucher) = (Position::Student, true, None);
        tx.record(PersonJoined { person, node: to, position, minor, since, voucher }).map(drop)
    })
    .await;
}

async fn kept_apart(town: &Town, on: &'static str) {
    town.under(move |tx| {
        let (block, school, one, other, day) = (fresh(), AGUA_ZARCA, XIMENA, MARICRUZ, day(on));
        tx.record(PairBlocked { block, school, one, other, day }).map(drop)
    })
    .await;
}

#[actix_web::test]
async fn two_who_are_kept_apart_since_do_not_go_on_by_a_sheet() {
    let town = Town::new().await;
    kept_apart(&town, "2026-11-20").await;
    let refused = lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "").await.is(422);
    assert_eq!(refused.count("#tutor-error"), 1);
    assert_eq!(all_of(&town, XIMENA).await.len(), 0);
    // What they had and left before is told as it was.
    lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "2026-11-12").await.is(200);
    assert_eq!(all_of(&town, XIMENA).await.len(), 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn two_who_have_moved_apart_do_not_go_on_by_a_sheet() {
    let town = Town::new().await;
    goes(&town, MARICRUZ, (AGUA_ZARCA, LA_NORIA), "2026-11-20").await;
    let refused = lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "").await.is(422);
    assert_eq!(refused.says("no pueden trabajar juntas por ahora").count("#tutor-error"), 1);
    assert_eq!(all_of(&town, XIMENA).await.len(), 0);
    lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "2026-11-12").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn with_one_who_has_left_nothing_goes_on_by_a_sheet() {
    let town = Town::new().await;
    town.under(|tx| tx.record(PersonLeft { person: MARICRUZ, node: AGUA_ZARCA, until: day("2026-11-20") }).map(drop)).await;
    let refused = lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "").await.is(422);
    assert_eq!(refused.says("ya no ofrece el tema").count("#tutor-error"), 1);
    assert_eq!(all_of(&town, XIMENA).await.len(), 0);
    lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "2026-11-12").await.is(200);
}

#[actix_web::test]
async fn a_school_enters_no_sheet_of_somebody_of_another() {
    let town = Town::new().await;
    // Not of a child, nor of an adult, who could work with anybody; whether it goes on or was left.
    for learner in [NADIA, JULIAN] {
        for stopped in ["", "2026-11-12"] {
            let refused = lived(&town, fresh(), (learner, ELVIA), "2026-11-10", stopped).await.is(422);
            assert_eq!(refused.says("Elige una de las opciones").count("#learner-error"), 1);
        }
        assert_eq!(all_of(&town, learner).await.len(), 0);
    }
}

#[actix_web::test]
async fn nobody_learned_by_a_sheet_what_she_mastered() {
    let town = Town::new().await;
    // By the day on which it would have begun: also where it is over.
    let refused = lived(&town, fresh(), (MARICRUZ, ELVIA), "2026-11-10", "2026-11-12").await.is(422);
    assert_eq!(refused.says("ya lo domina").count("#topic-error"), 1);
    assert_eq!(all_of(&town, MARICRUZ).await.len(), 0);
    // Since then: it does not go on, and what was left before stands.
    town.under(|tx| {
        let (mastery, person, topic, school, on) = (fresh(), XIMENA, ARCH, AGUA_ZARCA, day("2026-11-15"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(ELVIA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher }).map(drop)
    })
    .await;
    let refused = lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "").await.is(422);
    assert_eq!(refused.says("ya lo domina").count("#topic-error"), 1);
    assert_eq!(all_of(&town, XIMENA).await.len(), 0);
    lived(&town, fresh(), (XIMENA, MARICRUZ), "2026-11-10", "2026-11-12").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_written_anew_on_the_page_of_another_is_not_lost() {
    let town = Town::new().await;
    let id = fresh();
    for _ in 0..2 {
        lived(&town, id, (XIMENA, MARICRUZ), "2026-11-10", "2026-11-12").await.is(200);
    }
    assert_eq!(all_of(&town, XIMENA).await.len(), 1, "the same, sent twice");
    lived(&town, id, (XIMENA, MARICRUZ), "2026-11-10", "2026-11-14").await.is(200);
    let mut ended: Vec<_> = all_of(&town, XIMENA).await.into_iter().filter_map(|row| row.ended).collect();
    ended.sort_unstable();
    assert_eq!(ended, [day("2026-11-12"), day("2026-11-14")]);
}

#[actix_web::test]
async fn no_word_goes_to_a_child_from_a_tutor_who_has_moved_to_another_school() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (elvia, held) = (town.browser_of(ELVIA).await, fresh::<Demonstration>().to_string());
    let record = [("id", held.as_str()), ("day", "2026-11-20"), ("outcome", "ready"), ("families", "5")];
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    let note = async |text: &str| {
        let (id, way) = (fresh::<Note>().to_string(), format!("/tutorials/{tutorial}/notes"));
        town.browser_of(MARICRUZ).await.post(&way, &[("id", &id), ("note", text)]).await
    };
    let kept = async || town.under(move |tx| tutorials::notes(tx, tutorial)).await.len();
    // A word after the demonstration she may leave.
    note("Lo explicaste muy bien.").await.is(200);
    assert_eq!(kept().await, 1);
    goes(&town, MARICRUZ, (AGUA_ZARCA, LA_NORIA), TODAY).await;
    note("Ven a verme.").await.is(422).says("ya terminó");
    assert_eq!(kept().await, 1);
}

#[actix_web::test]
async fn who_should_have_met_on_a_visit_that_was_given_up_has_not_met() {
    let town = Town::new().await;
    let (tutorial, visit) = (fresh::<Tutorial>(), fresh::<Visit>());
    let offer = masters(&town, CELIA, MOON, ZONE).await;
    town.under(move |tx| {
        let (on, visitors) = (day("2026-11-20"), vec![CELIA]);
        tx.record(VisitAgreed { visit, school: AGUA_ZARCA, day: on, visitors, responsible: BERTA, agreed_by: BERTA })?;
        let (learner, tutor, topic, school, proposed_by) = (XIMENA, CELIA, MOON, AGUA_ZARCA, XIMENA);
        let (day, offer, visit) = (day("2026-11-18"), Some(offer), Some(visit));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::Here }).map(drop)
    })
    .await;
    let writes = async |text: &str| {
        let id = fresh::<Entry>().to_string();
        let fields = [("id", id.as_str()), ("day", "2026-11-21"), ("text", text)];
        town.browser_of(XIMENA).await.post(&format!("/tutorials/{tutorial}/entries"), &fields).await
    };
    let kept = async || town.under(move |tx| tutorials::entries(tx, tutorial)).await.len();
    writes("Ayer vino Celia.").await.is(200);
    assert_eq!(kept().await, 1);
    town.under(move |tx| tx.record(VisitWithdrawn { visit }).map(drop)).await;
    writes("Dijeron que venía.").await.is(422).says("la visita todavía no llegaba");
    assert_eq!(kept().await, 1);
}

#[actix_web::test]
async fn what_was_shown_on_an_earlier_day_was_shown_by_two_who_could_work_then() {
    let town = Town::new().await;
    // Abril was of La Noria until the second of November.
    let abril: PersonId = fresh();
    town.under(move |tx| {
        let (person, position, minor, voucher) = (abril, Position::Student, true, None);
        tx.record(PersonJoined { person, node: LA_NORIA, position, minor, since: day("2026-01-10"), voucher })?;
        tx.record(PersonNamed { person, name: "Abril".to_owned(), grade: Some(2), group: Some("A".to_owned()), language: None }).map(drop)
    })
    .await;
    goes(&town, abril, (LA_NORIA, AGUA_ZARCA), "2026-11-02").await;
    let (elvia, sheet) = (town.browser_of(ELVIA).await, ids());
    copies(&elvia, &sheet, (abril, MARICRUZ), THE_ARCH, "2026-11-06", "not_yet").await.is(200);
    let tutorial: TutorialId = sheet.0.parse().expect("an id");
    assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-06")));
    let edit = async |on: &str| {
        let told = [("day", on), ("outcome", "not_yet"), ("families", "5"), ("reason", "Le falta el dibujo.")];
        elvia.post(&format!("/demonstrations/{}/edit", sheet.1), &told).await
    };
    let refused = edit("2026-10-30").await.is(422).says("no pueden trabajar juntas");
    assert_eq!((refused.count("#day-error"), row(&town, tutorial).await.agreed), (1, Some(day("2026-11-06"))));
    // On a day on which they were of one school it had begun by then.
    edit("2026-11-03").await.is(200);
    assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-03")));
    town.is_sound().await;
}

#[actix_web::test]
async fn who_receives_a_guest_does_not_hear_herself_alone() {
    let town = Town::new().await;
    let offer = masters(&town, BERTA, MOON, AGUA_ZARCA).await.to_string();
    let visit = super::visits_corrected::visit(&town, "2026-11-25", TOMASA).await.to_string();
    let tomasa = TOMASA.to_string();
    let brings = async |aloud: &str| {
        let id = fresh::<Tutorial>().to_string();
        let fields = [("id", id.as_str()), ("learner", &tomasa), ("offer", &offer), ("visit", &visit), ("aloud", aloud)];
        town.browser_of(BERTA).await.post("/tutorials", &fields).await
    };
    // Berta tutors, and teaches where Tomasa comes; Tomasa is not there yet.
    brings("yes").await.is(422);
    assert_eq!(all_of(&town, TOMASA).await.len(), 0);
    // She may invite her, and hears her own learners.
    brings("").await.is(200);
    assert_eq!(all_of(&town, TOMASA).await.iter().map(|row| row.state).collect::<Vec<_>>(), [TutorialState::Proposed]);
    let (id, luis) = (fresh::<Tutorial>().to_string(), LUIS.to_string());
    town.browser_of(BERTA).await.post("/tutorials", &[("id", &id), ("learner", &luis), ("offer", &offer), ("aloud", "yes")]).await.is(200);
    assert_eq!(all_of(&town, LUIS).await.iter().map(|row| row.state).collect::<Vec<_>>(), [TutorialState::Open]);
}

#[actix_web::test]
async fn a_tutorial_began_before_all_that_is_written_of_it() {
    for what in ["note", "asked", "stopped"] {
        let town = Town::new().await;
        let tutorial = agreed(&town).await;
        town.under(move |tx| {
            let on = day("2026-11-10");
            match what {
                "note" => {
                    let (note, tutor, learner, text) = (fresh(), MARICRUZ, XIMENA, "Va bien.".to_owned());
                    tx.record(NoteWritten { note, tutorial, tutor, learner, day: on, text }).map(drop)
                }
                "asked" => tx.record(RehearsalAsked { tutorial, day: on }).map(drop),
                _ => tx.record(TutorialStopped { tutorial, day: on }).map(drop),
            }
        })
        .await;
        let elvia = town.browser_of(ELVIA).await;
        let way = format!("/tutorials/{tutorial}/beginning");
        let refused = elvia.post(&way, &[("began", "2026-11-11")]).await.is(422).says("algo escrito de un día anterior");
        assert_eq!((refused.count("#began-error"), row(&town, tutorial).await.agreed), (1, Some(day("2026-11-04"))), "{what}");
        elvia.post(&way, &[("began", "2026-11-10")]).await.is(200);
        assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-10")), "{what}");
        town.is_sound().await;
    }
}

#[actix_web::test]
async fn what_comes_in_later_brings_back_nobody_who_was_erased() {
    let town = Town::new().await;
    let known = async || {
        town.under(|tx| Ok((people::name(tx, LUIS)?.is_some(), people::belongs(tx, LUIS)?.len(), people::by_id(tx, LUIS)?.is_some()))).await
    };
    assert_eq!(known().await, (true, 1, true));
    town.under(|tx| tx.record(PersonErased { person: LUIS }).map(drop)).await;
    // That she was of the school stays in the counts.
    assert_eq!(known().await, (false, 1, false));
    // As from another copy of the data, whose writer did not know of it yet.
    town.under(|tx| {
        let (person, position, minor, since, voucher) = (LUIS, Position::Student, true, day("2026-11-20"), None);
        tx.record(PersonJoined { person, node: LA_NORIA, position, minor, since, voucher })?;
        tx.record(PersonNamed { person, name: "Luis".to_owned(), grade: Some(2), group: Some("A".to_owned()), language: None }).map(drop)
    })
    .await;
    assert_eq!(known().await, (false, 1, false));
    town.browser_of(JULIAN).await.get(&format!("/nodes/{LA_NORIA}/people")).await.is(200).hides("Luis");
}

/// Luis and Nadia have shown the moon at their schools, in November.
async fn shown_at_two_schools(town: &Town) {
    town.under(|tx| {
        for (learner, school, recorded_by) in [(LUIS, AGUA_ZARCA, ELVIA), (NADIA, LA_NORIA, JULIAN)] {
            let (demonstration, topic, path, day, outcome) = (fresh(), MOON, Path::SelfStudy, day("2026-11-10"), Outcome::NotYet);
            let (witnesses, audience, tutorial, tutor) = (vec![BERTA], vec![], None, None);
            tx.record(DemonstrationHeld {
                demonstration,
                learner,
                topic,
                school,
                path,
                day,
                outcome,
                witnesses,
                audience,
                recorded_by,
                tutorial,
                tutor,
            })?;
        }
        Ok(())
    })
    .await;
}

/// How many schools showed the moon in November, and which are named.
async fn schools_of_november(town: &Town) -> (Vec<i64>, Vec<NodeId>) {
    town.under(|tx| {
        let (from, to) = (day("2026-11-01"), day("2026-11-30"));
        let counted =
            network_month::demonstrated(tx, from, to, &std::collections::BTreeSet::new())?.into_iter().map(|row| row.schools).collect();
        let mut named: Vec<NodeId> = network_month::schools_demonstrating(tx, from, to)?.into_iter().map(|(id, _)| id).collect();
        named.sort_unstable();
        Ok((counted, named))
    })
    .await
}

#[actix_web::test]
async fn a_month_counts_a_school_that_joined_another_once_from_the_last_day_on() {
    for (on, then) in [("2026-12-01", (vec![2], vec![AGUA_ZARCA, LA_NORIA])), ("2026-11-30", (vec![1], vec![LA_NORIA]))] {
        let town = Town::new().await;
        shown_at_two_schools(&town).await;
        assert_eq!(schools_of_november(&town).await, (vec![2], vec![AGUA_ZARCA, LA_NORIA]));
        town.under(move |tx| tx.record(NodeMerged { node: AGUA_ZARCA, into: LA_NORIA, day: day(on) }).map(drop)).await;
        assert_eq!(schools_of_november(&town).await, then, "{on}");
    }
}

#[actix_web::test]
async fn a_month_counts_no_school_whose_way_ends_in_one_that_has_closed() {
    let town = Town::new().await;
    shown_at_two_schools(&town).await;
    town.under(|tx| {
        tx.record(NodeMerged { node: AGUA_ZARCA, into: LA_NORIA, day: day("2026-11-20") })?;
        tx.record(NodeClosed { node: LA_NORIA, since: day("2026-11-25") }).map(drop)
    })
    .await;
    assert_eq!(schools_of_november(&town).await, (vec![0], vec![]));
}
