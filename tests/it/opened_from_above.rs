//! Stories of places that are begun from above: whoever adds a place brings in its first people from the pages that she is led to, whatever she
//! leaves half done can be taken up again, and once somebody there can act the place is theirs.

use relevo::domain::id::*;

use super::support::town::*;

/// The address in which a page's only form with these letters ends.
fn form_to(page: &Page, end: &str) -> Option<String> {
    page.attributes("form", "action").into_iter().find(|action| action.ends_with(end))
}

#[actix_web::test]
async fn who_adds_a_school_brings_in_its_first_person_and_takes_up_again_what_she_left() {
    let town = Town::new().await;
    let (school, rosa): (NodeId, PersonId) = (fresh(), fresh());
    let tomasa = town.browser_of(TOMASA).await;
    let id = school.to_string();
    let fields = [("id", id.as_str()), ("level", "school"), ("name", "Telesecundaria El Mezquite"), ("cct", "")];
    let page =
        tomasa.post(&format!("/nodes/{ZONE}/new"), &fields).await.is(200).says("Aquí todavía no hay nadie que responda por este lugar");
    let add = page.link("Agregar a su primera persona").expect("a way on");
    // It stands there later too, and for nobody else: not for a coach, who accompanies it, nor for another school's steward.
    let home = format!("/nodes/{school}");
    assert_eq!(tomasa.get(&home).await.is(200).link("Agregar a su primera persona"), Some(add.clone()));
    for other in [CELIA, ELVIA] {
        let other = town.browser_of(other).await;
        other.get(&home).await.is(200).hides("Quién empieza aquí");
        other.get(&add).await.is(404);
    }
    town.visitor().get(&home).await.is(200).hides("Quién empieza aquí");

    let person = rosa.to_string();
    let rosas = [("id", person.as_str()), ("name", "Rosa Ávila"), ("position", "teacher"), ("minor", "no")];
    tomasa.post(&add, &rosas).await.is(200);
    // She leaves the page at once: what comes next is on the school's own.
    let page = tomasa.get(&home).await.is(200).says("Quién empieza aquí").says("Rosa Ávila");
    let (invite, name) = (form_to(&page, "/invitation").expect("an invitation"), form_to(&page, "/stewards").expect("a steward"));
    assert_eq!(page.link("Agregar a alguien más"), Some(add.clone()));
    town.browser_of(CELIA).await.get(&home).await.is(200).hides("Rosa");
    town.visitor().get(&home).await.is(200).hides("Rosa");
    // Named first, she is to be invited still.
    let page = tomasa.post(&name, &[("person", &person)]).await.is(200).says("Rosa Ávila").says("Responsable del lugar; todavía no entra");
    assert_eq!((form_to(&page, "/invitation"), form_to(&page, "/stewards")), (Some(invite.clone()), None));
    page.hides("Agregar a alguien más");
    tomasa.get(&add).await.is(404);
    let card = tomasa.post(&invite, &[]).await.is(200);
    let secret = scraper::Selector::parse(".secret").expect("a selector");
    let code: String = scraper::Html::parse_document(&card.body).select(&secret).next().expect("a code").text().collect();
    let account = [("handle", "rosa.avila"), ("password", "tres cerros azules"), ("again", "tres cerros azules")];
    let rosa = town.visitor();
    rosa.post(&format!("/welcome/{}", code.trim()), &account).await.is(200).says("El Mezquite");

    // From now on the place is hers, and her name is not for those above.
    tomasa.get(&home).await.is(200).hides("Quién empieza aquí").hides("Rosa");
    rosa.get(&home).await.is(200).hides("Quién empieza aquí");
    rosa.get(&format!("/nodes/{school}/people")).await.is(200).says("Rosa Ávila");
}
