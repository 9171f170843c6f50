//! Stories of the fund of knowledge: searching it, adopting, adapting, and saying which topics are the same; with two schools in the room.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use crate::support::town::*;

/// Nadia's school writes a topic of its own, alike to one of Agua Zarca's, and Nadia masters it.
async fn noria_writes(town: &Town, title: &str, language: &str) -> TopicId {
    let (topic, title, language) = (fresh::<Topic>(), title.to_owned(), language.to_owned());
    town.under(move |tx| {
        let on = day("2026-11-02");
        tx.record(TopicPublished {
            topic,
            school: Some(LA_NORIA),
            author: Some(JULIAN),
            language,
            origin: Origin::Community,
            licence: "CC-BY-4.0".to_owned(),
            day: on,
            import_key: None,
        })?;
        tx.record(TopicWritten {
            topic,
            version: 1,
            author: Some(JULIAN),
            day: on,
            title,
            subject: "geografia".to_owned(),
            challenge: "Mira y cuenta.".to_owned(),
            why: String::new(),
            questions: vec![],
            sources: vec!["Un hilo, una regla y tres cosas redondas.".to_owned()],
            prerequisites: vec![],
            title_en: None,
        })?;
        let (mastery, offer) = (fresh::<Mastery>(), fresh::<Offer>());
        tx.record(MasteryGranted {
            mastery,
            person: NADIA,
            topic,
            school: LA_NORIA,
            via: Via::Founding,
            day: on,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: Some(CELIA),
        })?;
        tx.record(OfferOpened { offer, mastery, person: NADIA, topic, school: LA_NORIA, capacity: 1, day: on })?;
        Ok(())
    })
    .await;
    topic
}

#[tokio::test]
async fn topics_are_found_by_the_beginnings_of_words_and_by_where_they_live() {
    let town = Town::new().await;
    noria_writes(&town, "El camino del agua en la sierra", "nah").await;
    let visitor = town.visitor();
    visitor.get("/topics?q=CAMI+agu").await.is(200).says("camino del agua").says("un lugar de la red").hides("viene pi").hides("La Noria");
    visitor.get("/topics?q=mino").await.is(200).says("ningún tema").hides("camino del agua");
    visitor.get("/topics?q=ensena+cara").await.is(200).says("la luna").says("Hoy nadie lo ofrece");
    visitor.get("/topics?language=nah").await.is(200).says("camino del agua").hides("viene pi");
    visitor.get("/topics?subject=ciencias").await.is(200).says("arco de piedra").says("la luna").hides("viene pi").hides("camino");
    visitor.get("/topics?origin=community&subject=geografia").await.is(200).says("camino del agua").hides("la luna");
    // What is no language, subject or origin asks for nothing.
    visitor.get("/topics?language=%27&subject=x&origin=y&in=zone").await.is(200).says("camino del agua").says("viene pi");
    // Ximena: her school offers two topics, her zone one more. She may not read the other school's catalog, so it is not named.
    let ximena = town.browser_of(XIMENA).await;
    ximena.get("/topics").await.is(200).hides("camino del agua").says("Agua Zarca y en otro lugar");
    ximena.get("/topics?in=zone").await.is(200).says("camino del agua").says("viene pi").hides("la luna").hides("La Noria");
    ximena.get("/topics?in=fund").await.is(200).says("la luna").says("viene pi").hides("camino del agua");
    ximena.get("/topics?in=all&language=nah").await.is(200).says("camino del agua").hides("La Noria");
    // Tomasa accompanies both.
    town.browser_of(TOMASA).await.get("/topics?in=all&q=pi").await.is(200).says("Telesecundaria de Agua Zarca, Telesecundaria de La Noria");
}

#[tokio::test]
async fn a_school_adopts_anothers_topic_without_copying_it() {
    let town = Town::new().await;
    let topic = noria_writes(&town, "El camino del agua en la sierra", "es").await;
    let path = format!("/topics/{topic}");
    let berta = town.browser_of(BERTA).await;
    berta.get(&path).await.is(200).says("Adoptar este tema en mi escuela");
    for _ in 0..2 {
        berta
            .post(&format!("{path}/adoption"), &[])
            .await
            .is(200)
            .says("entró en el acervo")
            .says("Una escuela lo adoptó")
            .says("La tuya también");
    }
    town.browser_of(MATEO).await.get("/topics?in=fund&q=camino").await.is(200).says("camino del agua").says("tu escuela lo adoptó");
    // It is not its own, and nobody but its teachers says so.
    berta.get(&format!("{path}/edit")).await.is(404);
    for other in [MATEO, CELIA] {
        let browser = town.browser_of(other).await;
        browser.get(&path).await.is(200).hides("Adoptar este tema").hides("Sacarlo del acervo");
        browser.post(&format!("{path}/adoption"), &[]).await.is(404);
        browser.post(&format!("{path}/adoption/end"), &[]).await.is(404);
    }
    // The school that wrote it has nothing to adopt.
    town.browser_of(JULIAN)
        .await
        .get(&path)
        .await
        .is(200)
        .hides("Adoptar este tema")
        .says("Una escuela lo adoptó")
        .hides("La tuya también");
    for _ in 0..2 {
        berta.post(&format!("{path}/adoption/end"), &[]).await.is(200).says("salió del acervo").hides("lo adoptó");
    }
    town.browser_of(MATEO).await.get("/topics?in=fund&q=camino").await.is(200).hides("camino del agua");
}

#[tokio::test]
async fn a_topic_is_adapted_and_translated_and_says_from_what() {
    let town = Town::new().await;
    let julian = town.browser_of(JULIAN).await;
    let page = julian.get(&format!("/topics/new?from={PI}&as=translation")).await.is(200).says("Estás traduciendo");
    assert!(page.field("challenge").expect("its text").contains("Mide, dibuja"));
    let id = page.field("id").expect("an id");
    let pi = PI.to_string();
    let mut fields = vec![
        ("id", id.as_str()),
        ("from", pi.as_str()),
        ("as", "translation"),
        ("title", "Where does pi come from?"),
        ("subject", "matematicas"),
        ("challenge", "Measure, draw and say how you know."),
        ("language", "es"),
        ("origin", "own"),
        ("licence", "CC-BY-SA-4.0"),
    ];
    // A translation is in another language.
    let page = julian.post("/topics/new", &fields).await.is(422);
    assert_eq!(page.field("title").as_deref(), Some("Where does pi come from?"));
    assert_eq!(page.field("from").as_ref(), Some(&pi), "what it comes from is kept");
    fields[6].1 = "en";
    for _ in 0..2 {
        julian.post("/topics/new", &fields).await.is(200).says("ya está en la red").says("Es una traducción de");
    }
    town.visitor().get(&format!("/topics/{PI}")).await.is(200).says("Se tradujo como");
    town.visitor().get("/topics?q=where").await.is(200).says("Es una traducción de").says("viene pi");
    julian.get(&format!("/topics/new?from={}&as=translation", fresh::<Topic>())).await.is(404);
    julian.get(&format!("/topics/new?from={PI}&as=same")).await.is(404);
    assert_eq!(town.visitor().get(&format!("/topics/new?from={PI}&as=adapted")).await.path, "/sign-in");
    town.browser_of(MATEO).await.get(&format!("/topics/new?from={PI}&as=adapted")).await.is(200).says("Estás adaptando");
}

#[tokio::test]
async fn what_is_alike_is_proposed_to_who_may_decide_and_the_lineage_follows() {
    let town = Town::new().await;
    let topic = noria_writes(&town, "¿Por qué no se cae un arco de piedra?", "es").await;
    let path = format!("/topics/{topic}/ties");
    // Julián answers for the school of one of the two.
    let julian = town.browser_of(JULIAN).await;
    let page = julian.get(&path).await.is(200).says("¿Es el mismo tema que este?").says("Los títulos se parecen");
    let page = page.says("Usan la misma fuente");
    let (id, arch) = (page.field("id").expect("an id"), ARCH.to_string());
    // Nadia masters this one and pi, so she is asked about those two; she does not master the arch, and cannot say it either.
    let nadia = town.browser_of(NADIA).await;
    nadia.get(&path).await.is(200).says("¿Es el mismo tema").says("viene pi").hides("Los títulos se parecen");
    nadia.post(&path, &[("id", &id), ("kind", "same"), ("other", &arch)]).await.is(422);
    // Mateo reads what is known and is asked nothing; nor does he decide.
    for other in [MATEO, ROSA] {
        let browser = town.browser_of(other).await;
        browser.get(&path).await.is(200).hides("¿Es el mismo tema");
        browser.post(&path, &[("id", &id), ("kind", "same"), ("other", &arch)]).await.is(404);
    }
    town.visitor().get(&path).await.is(200).says("Todavía nadie ha dicho").hides("¿Es el mismo tema");
    // An address of another site names another topic, whatever its id; and no topic is its own relative.
    let elsewhere = format!("https://otra.example.mx/topics/{ARCH}");
    let (unknown, itself) = (format!("/topics/{}", fresh::<Topic>()), topic.to_string());
    for (other, says) in
        [(&elsewhere, "No encontramos aquí ese tema"), (&unknown, "No encontramos aquí ese tema"), (&itself, "Es este mismo tema")]
    {
        julian.post(&path, &[("id", &id), ("kind", "same"), ("other", other)]).await.is(422).says(says);
    }
    let lineage = format!("/topics/{topic}/lineage");
    town.browser_of(XIMENA).await.get(&lineage).await.is(200).hides("Maricruz");
    for _ in 0..2 {
        let page = julian.post(&path, &[("id", &id), ("kind", "same"), ("other", &arch)]).await.is(200).says("Quedó dicho");
        page.says("Es el mismo tema que").hides("Los títulos se parecen");
    }
    // One lineage from both, and one place more where it lives.
    town.browser_of(XIMENA).await.get(&lineage).await.is(200).says("Maricruz").hides("Nadia");
    town.browser_of(XIMENA).await.get(&format!("/topics/{ARCH}/lineage")).await.is(200).says("Telesecundaria de La Noria");
    town.visitor().get("/topics?q=arco").await.is(200).says("2 lugares de la red");
    town.browser_of(XIMENA).await.get("/topics?in=school&q=arco").await.is(200).says("2 temas");
    // Two topics that are the same are not only near to one another: the later word counts.
    let near = [("id", fresh::<TieOf>().to_string()), ("kind", "near".to_owned()), ("other", format!("{}/topics/{ARCH}", town.url))];
    let near = near.each_ref().map(|(name, value)| (*name, value.as_str()));
    let standing = || {
        town.under(move |tx| {
            let rows = relevo::store::queries::ties::of_topic(tx, topic)?;
            Ok(rows.into_iter().filter(|row| [row.topic, row.other].contains(&ARCH)).map(|row| row.kind).collect::<Vec<_>>())
        })
    };
    julian.post(&path, &near).await.is(200);
    assert_eq!(standing().await, [Tie::Near]);
    let same = fresh::<TieOf>().to_string();
    julian.post(&path, &[("id", &same), ("kind", "same"), ("other", &arch)]).await.is(200).says("Quedó dicho");
    assert_eq!(standing().await, [Tie::Same]);
    // Taken back by who may, it splits again; and then they are told apart for good.
    let end = julian.get(&path).await.is(200).attribute("form[action$='/end']", "action").expect("it can be taken back");
    town.browser_of(NADIA).await.post(&end, &[]).await.is(404);
    for _ in 0..2 {
        julian.post(&end, &[]).await.is(200).says("Se retiró lo dicho");
    }
    town.browser_of(XIMENA).await.get(&lineage).await.is(200).hides("Maricruz");
    let id = fresh::<TieOf>().to_string();
    let elvia = town.browser_of(ELVIA).await;
    let other = topic.to_string();
    elvia.post(&format!("/topics/{ARCH}/ties"), &[("id", &id), ("kind", "apart"), ("other", &other)]).await.is(200).says("son distintos");
    julian.get(&path).await.is(200).hides("Los títulos se parecen").says("No es el mismo que");
    town.visitor().get(&path).await.is(200).hides("No es el mismo que");
    // The other topic is found by its words, among those of which the reader may speak, or by its address; choosing it asks for the kind only.
    let found = julian.get(&format!("{path}?q=lúna")).await.is(200).says("la luna nos enseña").says("Elegir").hides("¿Qué es este tema");
    let chosen = found.attribute("li form[method=get] input[name=other]", "value").expect("a choice");
    let chosen = format!("{path}?q=luna&other={chosen}");
    let chosen_in = |page: &Page| page.attribute("form.form input[name=other]", "value");
    for address in [chosen, format!("{path}?q={}%2Ftopics%2F{MOON}", town.url.replace(':', "%3A").replace('/', "%2F"))] {
        let page = julian.get(&address).await.is(200).says("¿Qué es este tema").says("la luna nos enseña").hides("¿Con qué tema?");
        assert_eq!(chosen_in(&page), Some(MOON.to_string()));
        // Without the kind the choice is kept.
        let id = page.field("id").expect("an id");
        let page = julian.post(&path, &[("id", &id), ("kind", ""), ("other", &MOON.to_string())]).await.is(422).says("Falta este dato");
        assert_eq!((chosen_in(&page), page.count("#kind-error")), (Some(MOON.to_string()), 1));
    }
    julian.get(&format!("{path}?q=ningunotema")).await.is(200).says("No encontramos un tema así");
    nadia.get(&format!("{path}?q=luna")).await.is(200).says("No encontramos un tema así").hides("nos enseña");
    nadia.get(&format!("{path}?q=pi")).await.is(200).says("¿De dónde viene pi?");
    town.visitor().get(&format!("{path}?q=luna")).await.is(200).hides("nos enseña");
    // What cannot be is said at the field.
    let id = fresh::<TieOf>().to_string();
    julian.post(&path, &[("id", &id), ("kind", "same"), ("other", "")]).await.is(422).says("¿Con qué tema? Falta este dato");
    for (kind, other) in [("same", other.as_str()), ("translation", arch.as_str()), ("same", "nonsense"), ("marriage", arch.as_str())] {
        julian.post(&path, &[("id", &id), ("kind", kind), ("other", other)]).await.is(422);
    }
    // A steward above may decide too.
    let id = fresh::<TieOf>().to_string();
    let address = format!("{}/topics/{ARCH}", town.url);
    town.browser_of(TOMASA).await.post(&path, &[("id", &id), ("kind", "near"), ("other", &address)]).await.is(200).says("Se parece a");
}
