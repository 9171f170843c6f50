//! The tables as diesel sees them; the same for both engines. Held against the migrations by a test.

diesel::table! {
    streams (stream) {
        stream -> Integer,
        origin -> Binary,
        epoch -> Binary,
        reach -> Text,
        head -> BigInt,
        head_chain -> Binary,
        closed -> Bool,
    }
}

diesel::table! {
    journal (position) {
        position -> BigInt,
        fact -> Binary,
        stream -> Integer,
        sequence -> BigInt,
        recorded -> BigInt,
        actor -> Nullable<Binary>,
        kind -> Text,
        version -> Integer,
        body -> Nullable<Text>,
        salt -> Nullable<Binary>,
        digest -> Nullable<Binary>,
    }
}

diesel::table! {
    journal_subjects (person, position) { person -> Binary, position -> BigInt, }
}

diesel::table! {
    nodes (id) {
        id -> Binary,
        level -> Text,
        name -> Text,
        search -> Text,
        cct -> Nullable<Text>,
        shift -> Nullable<Text>,
        time_zone -> Nullable<Text>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        since -> Date,
        closed -> Nullable<Date>,
        merged_into -> Nullable<Binary>,
        preset -> Nullable<Text>,
    }
}

diesel::table! {
    node_parents (node, since) {
        node -> Binary,
        since -> Date,
        parent -> Binary,
        until -> Nullable<Date>,
    }
}

diesel::table! {
    node_ancestors (node, ancestor) {
        node -> Binary,
        ancestor -> Binary,
        distance -> Integer,
        since -> Date,
    }
}

diesel::table! {
    node_pasts (node, ancestor, since) {
        node -> Binary,
        ancestor -> Binary,
        since -> Date,
        until -> Date,
    }
}

diesel::table! {
    people (id) {
        id -> Binary,
        minor -> Bool,
        joined -> Date,
        erased -> Bool,
        merged_into -> Nullable<Binary>,
    }
}

diesel::table! {
    ages (person, since, minor) {
        person -> Binary,
        since -> Date,
        minor -> Bool,
        until -> Nullable<Date>,
    }
}

diesel::table! {
    person_names (person) {
        person -> Binary,
        name -> Text,
        search -> Text,
        grade -> Nullable<Integer>,
        class -> Nullable<Text>,
        language -> Nullable<Text>,
    }
}

diesel::table! {
    memberships (person, node, since, position) {
        person -> Binary,
        node -> Binary,
        since -> Date,
        until -> Nullable<Date>,
        position -> Text,
        voucher -> Nullable<Binary>,
    }
}

diesel::table! {
    stewards (person, node) { person -> Binary, node -> Binary, since -> Date, }
}

diesel::table! {
    blocks (id) {
        id -> Binary,
        school -> Binary,
        one -> Binary,
        other -> Binary,
        since -> Date,
    }
}

diesel::table! {
    topics (id) {
        id -> Binary,
        school -> Nullable<Binary>,
        author -> Nullable<Binary>,
        language -> Text,
        origin -> Text,
        licence -> Text,
        published -> Date,
        import_key -> Nullable<Text>,
        version -> Integer,
        title -> Text,
        subject -> Text,
        search -> Text,
        withdrawn -> Nullable<Date>,
    }
}

diesel::table! {
    topic_versions (topic, version) {
        topic -> Binary,
        version -> Integer,
        author -> Nullable<Binary>,
        written -> Date,
        title -> Text,
        title_en -> Nullable<Text>,
        subject -> Text,
        challenge -> Text,
        why -> Text,
        questions -> Text,
        sources -> Text,
        prerequisites -> Text,
        withdrawn -> Nullable<Date>,
    }
}

diesel::table! {
    prerequisites (topic, before) { topic -> Binary, before -> Binary, }
}

diesel::table! {
    topic_words (word, topic) { word -> Binary, topic -> Binary, }
}

diesel::table! {
    topic_ties (id) {
        id -> Binary,
        kind -> Text,
        topic -> Binary,
        other -> Binary,
        day -> Date,
        withdrawn -> Nullable<Date>,
    }
}

diesel::table! {
    topic_classes (topic) { topic -> Binary, class -> Binary, }
}

diesel::table! {
    adoptions (school, topic) { school -> Binary, topic -> Binary, since -> Date, }
}

diesel::table! {
    masteries (id) {
        id -> Binary,
        person -> Binary,
        topic -> Binary,
        school -> Binary,
        via -> Text,
        day -> Date,
        parent -> Nullable<Binary>,
        generation -> Integer,
        demonstration -> Nullable<Binary>,
        voucher -> Nullable<Binary>,
        reason -> Nullable<Text>,
        withdrawn -> Nullable<Date>,
        contested -> Bool,
    }
}

diesel::table! {
    offers (id) {
        id -> Binary,
        mastery -> Binary,
        person -> Binary,
        topic -> Binary,
        school -> Binary,
        capacity -> Integer,
        state -> Text,
        opened -> Date,
        rests -> Nullable<Text>,
        left_as -> Nullable<Text>,
    }
}

diesel::table! {
    interests (id) {
        id -> Binary,
        learner -> Binary,
        topic -> Binary,
        school -> Binary,
        rank -> Integer,
        stated -> Date,
        why -> Nullable<Text>,
        state -> Text,
    }
}

diesel::table! {
    tutorials (id) {
        id -> Binary,
        learner -> Binary,
        tutor -> Binary,
        topic -> Binary,
        school -> Binary,
        offer -> Nullable<Binary>,
        visit -> Nullable<Binary>,
        proposed_by -> Binary,
        proposed -> Date,
        state -> Text,
        learner_agreed -> Bool,
        tutor_agreed -> Bool,
        agreed -> Nullable<Date>,
        agreement -> Nullable<Text>,
        rehearsal_asked -> Nullable<Date>,
        rehearsed -> Nullable<Date>,
        ended -> Nullable<Date>,
        stop_reason -> Nullable<Text>,
        contested -> Bool,
    }
}

diesel::table! {
    entries (id) {
        id -> Binary,
        tutorial -> Binary,
        learner -> Binary,
        day -> Date,
        recorded -> BigInt,
        corrected -> Nullable<BigInt>,
        text -> Text,
        corrected_by -> Nullable<Binary>,
    }
}

diesel::table! {
    notes (id) {
        id -> Binary,
        tutorial -> Binary,
        tutor -> Binary,
        learner -> Binary,
        day -> Date,
        recorded -> BigInt,
        text -> Text,
    }
}

diesel::table! {
    demonstrations (id) {
        id -> Binary,
        tutorial -> Nullable<Binary>,
        learner -> Binary,
        tutor -> Nullable<Binary>,
        topic -> Binary,
        school -> Binary,
        path -> Text,
        day -> Date,
        state -> Text,
        audience -> Text,
        recorded_by -> Nullable<Binary>,
        recorded -> Nullable<BigInt>,
        corrected -> Nullable<BigInt>,
        place -> Nullable<Text>,
        shown -> Nullable<Text>,
        asked -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    demonstration_people (demonstration, person, part) { demonstration -> Binary, person -> Binary, part -> Text, }
}

diesel::table! {
    visits (id) {
        id -> Binary,
        school -> Binary,
        day -> Date,
        responsible -> Binary,
        agreed_by -> Binary,
        state -> Text,
    }
}

diesel::table! {
    school_years (id) {
        id -> Binary,
        school -> Binary,
        day -> Date,
        withdrawn -> Nullable<Date>,
    }
}

diesel::table! {
    school_year_people (year, person) { year -> Binary, person -> Binary, left_school -> Bool, }
}

diesel::table! {
    moves (id) {
        id -> Binary,
        person -> Binary,
        school -> Binary,
        receiver -> Binary,
        day -> Date,
        state -> Text,
        ended -> Nullable<Date>,
    }
}

diesel::table! {
    notices (child, school) { child -> Binary, school -> Binary, day -> Date, }
}
diesel::table! {
    guardians (id) { id -> Binary, child -> Binary, person -> Nullable<Binary>, name -> Nullable<Text>, }
}
diesel::table! {
    consents (id, purpose) { id -> Binary, purpose -> Text, child -> Binary, school -> Binary, guardian -> Binary, given -> Bool, day -> Date, entered -> BigInt, withdrawn -> Nullable<Date>, }
}

diesel::table! {
    visit_people (visit, person) { visit -> Binary, person -> Binary, waits -> Bool, }
}

diesel::table! {
    concerns (id) {
        id -> Binary,
        school -> Binary,
        reader -> Text,
        about -> Nullable<Binary>,
        raised_by -> Nullable<Binary>,
        raised -> Date,
        text -> Nullable<Text>,
        state -> Text,
        answered_by -> Nullable<Binary>,
        answered -> Nullable<Date>,
    }
}

diesel::table! {
    settings (name) { name -> Text, value -> Text, }
}

diesel::table! {
    passwords (person) { person -> Binary, handle -> Text, hash -> Text, }
}
diesel::table! {
    pins (person) { person -> Binary, hash -> Text, pictures -> Bool, }
}
diesel::table! {
    picture_groups (school, class) { school -> Binary, class -> Text, }
}
diesel::table! {
    invitations (code) { code -> Binary, person -> Binary, expires -> BigInt, }
}
diesel::table! {
    sessions (token) {
        token -> Binary,
        person -> Binary,
        opened -> BigInt,
        seen -> BigInt,
        expires -> BigInt,
        shared -> Bool,
    }
}
diesel::table! {
    throttles (subject) { subject -> Binary, failures -> Integer, since -> BigInt, }
}
diesel::table! {
    classrooms (school) {
        school -> Binary,
        opened_by -> Binary,
        code -> Text,
        until -> BigInt,
    }
}
diesel::table! {
    cards (person) {
        person -> Binary,
        school -> Binary,
        hash -> Binary,
        made -> BigInt,
    }
}
diesel::table! {
    card_rules (school) { school -> Binary, in_class_only -> Bool, }
}
diesel::table! {
    api_tokens (id) {
        id -> Binary,
        person -> Binary,
        name -> Text,
        digest -> Binary,
        scope -> Text,
        made -> BigInt,
        expires -> BigInt,
        used -> Nullable<BigInt>,
    }
}
diesel::table! {
    calendars (person) { person -> Binary, digest -> Binary, made -> BigInt, }
}

diesel::table! {
    readings (person, day, thing, reader) { person -> Binary, day -> Date, thing -> Binary, reader -> Binary, kind -> Text, times -> Integer, last -> BigInt, }
}

diesel::table! {
    files (id) { id -> Binary, entry -> Binary, tutorial -> Binary, learner -> Binary, kind -> Text, size -> BigInt, digest -> Text, recorded -> BigInt, }
}

diesel::table! {
    rounds (id) { id -> Binary, school -> Binary, held_by -> Binary, day -> Date, weights -> Text, waiting -> Integer, best -> Integer, }
}
diesel::table! {
    round_pairs (round, learner) { round -> Binary, learner -> Binary, tutor -> Binary, topic -> Binary, offer -> Binary, tutorial -> Binary, by_hand -> Bool, }
}

diesel::table! {
    file_bytes (file) { file -> Binary, bytes -> Binary, small -> Nullable<Binary>, }
}
diesel::table! {
    retentions (node, day) { node -> Binary, day -> Date, people -> Integer, }
}
diesel::table! {
    waiting_lists (id) { id -> Binary, person -> Binary, node -> Binary, kind -> Text, name -> Text, state -> Text, expires -> BigInt, answers -> Text, written -> Integer, body -> Binary, shown -> Nullable<Text>, }
}

// In braces, so that the formatter leaves them on a few lines.
diesel::allow_tables_to_appear_in_same_query! {
    streams, journal, journal_subjects, nodes, node_parents, node_ancestors, node_pasts, people, ages, person_names, memberships,
    stewards, blocks, topics, topic_versions, prerequisites, topic_words, topic_ties, topic_classes, adoptions, masteries,
    offers, interests, tutorials, entries, notes, demonstrations, demonstration_people, visits, visit_people, concerns, settings,
    moves, passwords, pins, invitations, sessions, throttles, classrooms, cards, card_rules, api_tokens, calendars,
    readings, files, file_bytes, waiting_lists, retentions, school_years,
    school_year_people, notices, guardians, consents, picture_groups, rounds, round_pairs,
}
