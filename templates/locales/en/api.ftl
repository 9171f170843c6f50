# The interface for programs: its guide, its errors, keys, calendars and feeds.
api-title = For programs
api-heading = For programs
api-lead = A program of your school, such as a list or an attendance book, can read and write here what you may see and do yourself, and nothing else.
api-make-key = Make a key
api-begin = How it begins
api-key-how = An adult makes a key on the page of keys and gives it to the program. The program shows it with each request, in the header Authorization: Bearer.
api-rule-owner = A program acts as the person who made its key, with her rights of that moment. What a page does not show her, it is not told: the answer is 404.
api-rule-cookie = Sessions and cookies are nothing here. A program sends no Origin; a request that would change something and names another site as its origin is refused with 403, and no other site's pages may read the answers.
api-rule-list = Long lists come in pieces of up to 200, always in the same order. Ask for the next piece with the cursor that the answer calls next; do not take it apart.
api-rule-etag = Every answer to a reading carries an ETag. Send it back in If-None-Match: where nothing has changed, the answer is 304 and empty.
api-rule-idempotency = What makes something takes a header Idempotency-Key: an id of 26 letters and digits, which the new thing then has, or any text of your own of up to 255 signs. Sent again with the same key, nothing more happens and the answer is the same.
api-rule-pace = Up to { $most } requests a minute with one key. Beyond that the answer is 429 and says when to come back.
api-rule-days = Days are written 2026-11-23. What was left out and what is null are the same. A field that is not known is refused.
api-document = The same as an OpenAPI 3.1 document
api-needs = Needs { $scope }.
api-makes = Takes an Idempotency-Key.
api-query = Parameters
api-body = Body
api-answer = Answer
api-answer-many = Answer: a piece of a list, items and next
api-optional = may be left out
api-or-null = or null
api-kind-of-id = id
api-kind-of-cursor = cursor
api-kind-of-said = text
api-kind-of-text = text, up to { $most } signs
api-kind-of-day = day
api-kind-of-number = number
api-kind-of-list = list of: { $of }
api-errors = When something goes wrong
api-errors-more = Answers with an error are application/problem+json (RFC 9457): type, title, status, detail, and problems, a list with field, code and message, in the language that Accept-Language asks for.
api-follow = To be followed
api-follow-more = Demonstrations that were held can be followed month by month with an Atom reader, as numbers without names. Your own coming days can be followed by your calendar.

api-family-places = Places
api-family-people = People
api-family-topics = Topics
api-family-offers = Offers
api-family-interests = Wishes
api-family-tutorials = Tutorials
api-family-demonstrations = Demonstrations
api-family-masteries = Masteries

api-op-list-places = Lists the places of the network, all, those directly under one, or those of one level.
api-op-get-place = Tells one place.
api-op-found-place = Founds a place under another.
api-op-rename-place = Gives a place another name.
api-op-list-people = Lists the people of a place, by default your own.
api-op-get-person = Tells one person.
api-op-add-person = Adds somebody to a place.
api-op-list-topics = Lists the topics of the fund, all or those whose title or subject holds every word.
api-op-get-topic = Tells one topic with its text.
api-op-publish-topic = Publishes a topic.
api-op-improve-topic = Writes a new version of a topic's text, if it is still the one that you have seen.
api-op-list-offers = Lists the offers of a place, by default your own.
api-op-get-offer = Tells one offer.
api-op-open-offer = Puts a mastery into its owner's catalog.
api-op-change-offer = Changes the places of an offer, pauses it, opens it again, or takes it out.
api-op-list-interests = Lists your wishes, or those of a learner whom you teach.
api-op-get-interest = Tells one wish.
api-op-state-interest = States a wish.
api-op-end-interest = Takes a wish back.
api-op-list-tutorials = Lists your tutorials, or those of a place where you teach.
api-op-get-tutorial = Tells one tutorial.
api-op-propose-tutorial = Proposes a tutorial. With aloud, a teacher notes what both have said already.
api-op-agree-tutorial = Says yes to a tutorial.
api-op-refuse-tutorial = Says not now, or takes a proposal back.
api-op-rehearse-tutorial = Notes that the two rehearsed.
api-op-stop-tutorial = Stops a tutorial, without blame.
api-op-list-entries = Lists the pages of a tutorial's record.
api-op-get-entry = Tells one page of a record.
api-op-write-entry = Writes a page of a tutorial's record.
api-op-list-demonstrations = Lists the demonstrations of a place, planned and held, by default of your own.
api-op-get-demonstration = Tells one demonstration.
api-op-plan-demonstration = Plans the demonstration of a tutorial, or moves the plan.
api-op-hold-demonstration = Writes down a demonstration that was held. When she is ready to tutor, the topic enters her catalog.
api-op-cancel-demonstration = Gives a planned demonstration up.
api-op-list-masteries = Lists what somebody masters, by default you.
api-op-get-mastery = Tells one mastery.
api-op-vouch-for-mastery = Vouches that somebody masters a topic.
api-op-withdraw-mastery = Withdraws a mastery that was noted by mistake.
api-op-restore-mastery = Lets a mastery count again that was withdrawn by mistake: it stands as before.

api-problem-wrong-type = This is not of the right kind.
api-problem-unknown-field = There is no such field.
api-kind-malformed = It cannot be read
api-kind-malformed-more = The request is not sound JSON.
api-kind-key = A key is missing
api-kind-key-more = Show a key that is still good, in the header Authorization.
api-kind-scope = The key is not good for this
api-kind-scope-more = Make a key that is good for what scope says, or do not ask for it.
api-kind-not-found = It is not there
api-kind-not-found-more = There is nothing here, or nothing that you may see.
api-kind-method = Not in this way
api-kind-method-more = This address takes other methods. The header Allow says which.
api-kind-conflict = It is another one by now
api-kind-conflict-more = The key stands for something else already, or somebody changed this meanwhile. Read it again first.
api-kind-too-large = It is too much at once
api-kind-too-large-more = A request holds up to 256 KB.
api-kind-media-type = It is not JSON
api-kind-media-type-more = Send it as application/json.
api-kind-invalid = Something has to be put right
api-kind-invalid-more = Nothing was written. The list of problems says what to put right, field by field.
api-kind-pace = Too fast
api-kind-pace-more = Wait as many seconds as Retry-After says.
api-kind-fault = A fault of ours
api-kind-fault-more = Something went wrong here. Nothing was written.
api-kind-busy = Busy
api-kind-busy-more = Try again in a few seconds.
api-kind-same-more = Nothing has changed since.

tokens-title = Keys for programs
tokens-heading = Your keys for programs
tokens-lead = With a key, a program of your school reads or writes here in your name. Whoever has the key has what it is good for.
tokens-guide = How programs use them
tokens-made = This is the new key. Copy it now: it is shown only this once.
tokens-kept = The keys that you have
tokens-none = You have no key. Most people never need one.
tokens-until = Good until { $day }.
tokens-used = Last used { $day }.
tokens-unused = Not used yet.
tokens-revoke = Revoke
tokens-new = A new key
tokens-name = What it is for
tokens-name-help = For example: attendance book of the office.
tokens-lasts = For how long
tokens-days = { $count } days
tokens-scope = What it is good for
tokens-access-none = Nothing
tokens-access-read = Read
tokens-access-write = Read and write
tokens-part = { $family }: { $access }
tokens-password-help = A key opens what you can open, from anywhere. So it is asked for once more.
tokens-make = Make the key
tokens-note = Choose as little as the program needs. It never may more than you, and you can revoke it here at any time. It also ends when you leave a school, or no longer answer for a place. Children have no keys.
flash-token-revoked = The key is revoked. No program can use it any more.
flash-token-made-before = That key was made before, and was shown then. Revoke it and make another if nobody copied it.

calendar-title = Your calendar
calendar-heading = Your days in your own calendar
calendar-lead = The calendar of your telephone or your computer can show your coming demonstrations and visits.
calendar-made = Give this address to your calendar. It is shown only this once.
calendar-address = A secret address
calendar-since = Your calendar has had an address since { $day }.
calendar-none = Your calendar has no address.
calendar-note = Whoever knows the address sees your days, with topic and place and without any name. Show it to nobody. A new address makes the old one worthless.
calendar-note-minor = Whoever knows the address sees your days, with their topic, without any name and without the place. Show it to nobody. A new address makes the old one worthless.
calendar-open = Make an address
calendar-renew = Make a new address
calendar-close = Take the address away
calendar-name = Relevo, my days
calendar-demonstration = Public demonstration: { $topic }
calendar-visit = Visit to { $school }
flash-calendar-closed = The address is worth nothing any more.
person-own-calendar = Your days in your own calendar
person-own-tokens = Keys for programs

feed-network = Public demonstrations of the network
feed-node = Public demonstrations, { $node }
feed-month = Demonstrations of { $month }
feed-month-many = { $demonstrations ->
    [one] One public demonstration
   *[other] { $demonstrations } public demonstrations
  }{ $schools ->
    [0] .
    [one] . Held in one school.
   *[other] . Held in { $schools } schools.
  }
feed-month-school = { $demonstrations ->
    [one] One public demonstration
   *[other] { $demonstrations } public demonstrations
  }.
