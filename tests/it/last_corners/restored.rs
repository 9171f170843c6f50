//! A mastery that was withdrawn by mistake counts again, where it stood.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::masteries;
use relevo::store::rows::MasteryRow;

use crate::practice::{copies, ids};
use crate::support::town::*;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";

async fn live(town: &Town, person: PersonId) -> Option<MasteryRow> {
    town.under(move |tx| masteries::live(tx, person, ARCH)).await
}

/// Maricruz brought Ximena to the arch, and Ximena Luis.
async fn three_generations(town: &Town) -> [MasteryRow; 3] {
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-05", "ready").await.is(200);
    copies(&elvia, &ids(), (LUIS, XIMENA), THE_ARCH, "2026-11-12", "ready").await.is(200);
    let (maricruz, ximena, luis) = (live(town, MARICRUZ).await, live(town, XIMENA).await, live(town, LUIS).await);
    let all = [maricruz.expect("hers"), ximena.expect("hers"), luis.expect("his")];
    assert_eq!((all[1].parent, all[2].parent, all[2].generation), (Some(all[0].id), Some(all[1].id), 3));
    all
}

#[actix_web::test]
async fn what_was_withdrawn_by_mistake_counts_again_where_it_stood() {
    let town = Town::new().await;
    let before = three_generations(&town).await;
    let (berta, ximena) = (town.browser_of(BERTA).await, town.browser_of(XIMENA).await);
    let catalog = format!("/people/{XIMENA}/catalog");
    let hers = format!("/masteries/{}", before[1].id);
    berta.get(&catalog).await.is(200).hides("Lo que se retiró");
    berta.post(&format!("{hers}/withdrawal"), &[]).await.is(200).says("Se retiró");
    assert_eq!(live(&town, XIMENA).await, None);
    assert_eq!(live(&town, LUIS).await.as_ref(), Some(&before[2]), "what came from it stands");

    // Who may take it back finds it; she herself does not, nor anybody of another school, nor a coach.
    let page = berta.get(&catalog).await.is(200).says("Lo que se retiró").says("Que cuente otra vez");
    let way = format!("{hers}/restoration");
    assert!(page.attributes("main form", "action").contains(&way), "{}", page.main());
    ximena.get(&catalog).await.is(200).hides("Lo que se retiró");
    for other in [XIMENA, MARICRUZ, JULIAN, NADIA, CELIA] {
        town.browser_of(other).await.post(&way, &[]).await.is(404);
    }
    town.pass_days(1);
    for _ in 0..2 {
        berta.post(&way, &[]).await.is(200).says("Cuenta otra vez, como antes").hides("Lo que se retiró");
    }
    assert_eq!(live(&town, XIMENA).await.as_ref(), Some(&before[1]), "its day, parent, generation and demonstration");
    assert_eq!(live(&town, LUIS).await.as_ref(), Some(&before[2]));
    // Her offer is hers to open again.
    assert!(town.under(|tx| masteries::catalog_of(tx, XIMENA)).await.is_empty());
    let offer = fresh::<Offer>().to_string();
    let ximena = town.browser_of(XIMENA).await;
    ximena.post(&format!("{hers}/offer"), &[("id", &offer), ("capacity", "1")]).await.is(200);
    assert_eq!(town.under(|tx| masteries::catalog_of(tx, XIMENA)).await.len(), 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn it_does_not_count_twice_nor_without_what_gave_it() {
    let town = Town::new().await;
    let before = three_generations(&town).await;
    let (berta, elvia) = (town.browser_of(BERTA).await, town.browser_of(ELVIA).await);
    let [maricruz, ximena] = [&before[0], &before[1]].map(|row| format!("/masteries/{}", row.id));

    // Vouched for anew meanwhile: there is one that counts, and her learner hangs under it.
    berta.post(&format!("{maricruz}/withdrawal"), &[]).await.is(200);
    let anew = fresh::<Mastery>().to_string();
    let vouching = [("id", anew.as_str()), ("topic", &ARCH.to_string()), ("day", "2025-10-01"), ("reason", "Lo enseña desde hace un año.")];
    elvia.post(&format!("/people/{MARICRUZ}/masteries"), &vouching).await.is(200);
    let counts = live(&town, MARICRUZ).await.expect("the new one");
    assert_eq!(live(&town, XIMENA).await.expect("hers").parent, Some(counts.id));
    berta.get(&format!("/people/{MARICRUZ}/catalog")).await.is(200).hides("Lo que se retiró");
    berta.post(&format!("{maricruz}/restoration"), &[]).await.is(422).says("Este tema ya lo domina");
    assert_eq!(live(&town, MARICRUZ).await.map(|row| row.id), Some(counts.id));
    // That one goes, the first comes back, and so do those who came from it.
    berta.post(&format!("/masteries/{}/withdrawal", counts.id), &[]).await.is(200);
    berta.post(&format!("{maricruz}/restoration"), &[]).await.is(200);
    assert_eq!(live(&town, MARICRUZ).await.as_ref(), Some(&before[0]));
    assert_eq!(live(&town, XIMENA).await.as_ref(), Some(&before[1]));
    assert_eq!(live(&town, LUIS).await.as_ref(), Some(&before[2]));
    town.is_sound().await;

    // She learns it anew: then that comes first.
    berta.post(&format!("{ximena}/withdrawal"), &[]).await.is(200);
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, on) = (XIMENA, MARICRUZ, ARCH, AGUA_ZARCA, day(TODAY));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: tutor, day: on, offer: None, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    berta.post(&format!("{ximena}/restoration"), &[]).await.is(422);
    berta.post(&format!("/tutorials/{tutorial}/withdrawal"), &[]).await.is(200);

    // The day of its record is set right meanwhile: it comes back with that day. Then the record is decided otherwise: it does not come back.
    let act = format!("/demonstrations/{}", before[1].demonstration.expect("hers"));
    let mended = [("day", "2026-11-03"), ("outcome", "ready"), ("families", "4")];
    berta.post(&format!("{act}/edit"), &mended).await.is(200);
    berta.post(&format!("{ximena}/restoration"), &[]).await.is(200);
    let back = live(&town, XIMENA).await.expect("hers");
    assert_eq!((back.day, back.parent), (day("2026-11-03"), before[1].parent));
    town.is_sound().await;
    let otherwise = [("day", "2026-11-03"), ("outcome", "not_yet"), ("families", "4"), ("reason", "Le faltó un paso.")];
    berta.post(&format!("{act}/edit"), &otherwise).await.is(200);
    assert_eq!(live(&town, XIMENA).await, None);
    berta.get(&format!("/people/{XIMENA}/catalog")).await.is(200).hides("Que cuente otra vez");
    berta.post(&format!("{ximena}/restoration"), &[]).await.is(422).says("Corrige primero su acta");
    town.is_sound().await;
}
