//! Stories of schools where one person teaches: what is told of a zone, a state and the network tells nobody what happened in hers.

use diesel::prelude::*;
use relevo::store::schema::memberships;

use super::*;

/// A school of the first zone where so many teach, and somebody learned and demonstrated this month.
fn school(tx: &mut Tx<'_>, name: &str, teachers: usize) -> Result<NodeId, Error> {
    let (node, since) = (fresh(), day("2025-08-25"));
    let (level, name, parent, cct, shift, time_zone) = (Level::School, name.to_owned(), Some(ZONE), None, None, None);
    tx.record(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude: None, longitude: None })?;
    for _ in 0..teachers {
        let (person, position) = (fresh(), Position::Teacher);
        tx.record(PersonJoined { person, node, position, minor: false, since, voucher: None })?;
    }
    learned(tx, node, NADIA, "2026-11-02", None)?;
    demonstrated(tx, node, "2026-11-05")?;
    Ok(node)
}

async fn schools(town: &Town, names: &'static [(&'static str, usize)]) {
    town.under(move |tx| names.iter().try_for_each(|(name, teachers)| school(tx, name, *teachers).map(drop))).await;
}

#[actix_web::test]
async fn a_zone_counts_no_school_where_one_teaches_alone_until_they_are_enough() {
    let town = two_zones().await;
    schools(&town, &[("Camino Real", 1), ("Veinte de Abril", 1)]).await;
    // Everywhere something happened; of two schools their own people know.
    let counted = "Aquí hay 5 escuelas. Este mes, de las que se cuentan, en 2 hay relaciones tutoras y una tuvo";
    let page = format!("/nodes/{ZONE}");
    for who in [None, Some(TOMASA), Some(OLGA), Some(JULIAN)] {
        let browser = match who {
            Some(who) => town.browser_of(who).await,
            None => town.visitor(),
        };
        let told = browser.get(&page).await.is(200).says(counted).says("no entran las escuelas donde enseña una sola persona");
        let rows = list(&told);
        assert!(rows.iter().any(|row| row.contains("Camino Real") && row.contains("solo de su gente")), "{rows:?}");
        // Its topic is alive in one school that is named; and where somebody practised says which.
        told.says("En su mejor mes, octubre de 2026, tuvieron demostraciones 2 de las escuelas que se cuentan, de 5 que hay.");
    }
    assert_eq!([month(&town, ZONE, 0).await, month(&town, STATE, 0).await], [[5, 2, 1, 1], [6, 2, 1, 1]]);
    let zones = list(&town.visitor().get(&format!("/nodes/{STATE}")).await.is(200));
    assert!(zones.iter().any(|one| one.contains("Zona 1") && one.contains("De 5 escuelas, 2 con relaciones tutoras y 1 con")), "{zones:?}");
    town.visitor().reading("en").get(&page).await.is(200).says("of those that are counted, 2 have tutorials").says("are not among these");

    // With the eighth more there are ten: together they tell of none.
    schools(&town, &[("A", 1), ("B", 1), ("C", 1), ("D", 1), ("E", 1), ("F", 1), ("G", 1)]).await;
    assert_eq!(month(&town, ZONE, 0).await, [12, 2, 1, 1], "nine");
    schools(&town, &[("H", 1)]).await;
    assert_eq!([month(&town, ZONE, 0).await, month(&town, STATE, 0).await], [[13, 12, 11, 1], [14, 12, 11, 1]]);
    let told = town.visitor().get(&page).await.is(200);
    told.says("Aquí hay 13 escuelas. Este mes en 12 hay relaciones tutoras y 11 tuvieron").hides("de las que se cuentan");
}

/// Of those who teach at some places so many stay at each; with none, everybody goes.
async fn only(town: &Town, places: &'static [NodeId], stay: usize) {
    town.under(move |tx| {
        for node in places {
            let there = memberships::node.eq(*node).and(memberships::until.is_null());
            let teaching = memberships::table.filter(there.and(memberships::position.eq_any([Position::Teacher, Position::Head])));
            let teaching: Vec<PersonId> = teaching.order(memberships::person).select(memberships::person).load(&mut **tx)?;
            for person in teaching.into_iter().skip(stay) {
                tx.record(PersonLeft { person, node: *node, until: day("2026-11-20") })?;
            }
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn the_networks_own_page_tells_no_more_than_the_schools_do() {
    let town = two_zones().await;
    only(&town, &[AGUA_ZARCA, LA_NORIA, EL_SALTO, LA_CUESTA, ZONE_2], 1).await;
    // Events are told; where they were, or about what, is nobody's but theirs who teach there.
    let home = town.visitor().get("/").await.is(200).says("Hubo una demostración pública.");
    home.hides("Una demostración en").hides("Fue en");
    let feed = town.visitor().get("/demonstrations.atom").await.is(200);
    assert!(feed.body.contains("2 demostraciones públicas.") && !feed.body.contains("escuela"), "{}", feed.body);
    // Where one is left who teaches, in all, the months are hers.
    only(&town, &[AGUA_ZARCA, LA_NORIA, EL_SALTO, ZONE_2], 0).await;
    town.visitor().get("/").await.is(200).says("Todavía no hay demostraciones que contar.").hides("Hubo una demostración");
    town.visitor().get("/demonstrations.atom").await.is(200).hides("demostraciones públicas.");
    let zone = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200);
    zone.says("Donde enseña una sola persona").hides("relaciones tutoras en curso");

    // Beside schools where two teach, hers are events of the network, in no school that is named or counted.
    schools(&town, &[("Las Dos", 2), ("Las Tres", 3)]).await;
    let home = town.visitor().get("/").await.is(200).says("Hubo 3 demostraciones públicas.").says("Las Tres y donde no se dice.");
    home.hides("demostraciones públicas en").hides("Agua Zarca").hides("escuela más");
    town.visitor().reading("en").get("/").await.is(200).says("and where it is not told.");
}
