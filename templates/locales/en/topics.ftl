# Finding a topic.
topics-title = Topics
topics-heading = Topics
topics-lead-here = { $count ->
    [0] Nobody in { $place } offers a topic yet.
    [one] In { $place } { $count } topic is offered.
   *[other] In { $place } { $count } topics are offered.
  }
topics-lead-here-found = { $count ->
    [0] Nobody in { $place } offers a topic with those words.
    [one] In { $place } there is { $count } topic with those words.
   *[other] In { $place } there are { $count } topics with those words.
  }
topics-lead-all = { $count ->
    [0] The network has no topics yet.
    [one] The network has { $count } topic. Each is a question to learn with someone.
   *[other] The network has { $count } topics. Each is a question to learn with someone.
  }
topics-lead-all-found = { $count ->
    [0] The network has no topics with those words.
    [one] The network has { $count } topic with those words.
   *[other] The network has { $count } topics with those words.
  }
topics-find = Search
topics-words = A word from the topic
topics-words-help = You can leave out accents.
topics-search = Search
topics-in-school = You see what is offered at { $school }.
topics-in-network = You see the topics of the whole network.
topics-see-all = See the whole network
topics-see-school = See { $place }
topics-found = The topics
topics-none-here = Nobody in { $place } offers it yet. Someone elsewhere in the network may.
topics-none-found = We found no topic with those words. Try another one.
topics-none = There are no topics yet.
topics-none-action = What a topic is
topics-previous = Previous page
topics-next = Next page
topics-more = You can also
topics-to-catalog = See { $place }’s catalog
topics-to-wishes = See what I want to learn
topics-to-new = Propose a topic
topics-free = { $count ->
    [one] One free place
   *[other] { $count } free places
  }
topics-full = No place for now
topics-full-waiting = { $count ->
    [one] No place for now, one person is waiting
   *[other] No place for now, { $count } people are waiting
  }
words-somewhere = another school
words-language-es = Spanish
words-language-en = English

# One topic.
topic-challenge = The challenge
topic-questions = Questions that help
topic-questions-how = Open them only if you get stuck. One at a time is enough.
topic-question = Question { $number }
topic-who = Who can tutor you
topic-who-offers = Who offers it
topic-who-inside = Names are seen only within each school. Sign in to see who can tutor you.
topic-this-very-day = today
topic-ask = Ask to be tutored
topic-grade = { $grade ->
    [1] first grade
    [2] second grade
    [3] third grade
    [4] fourth grade
    [5] fifth grade
    [6] sixth grade
   *[other] grade { $grade }
  }
topic-visitor = Someone who is coming on a visit
topic-someone-there = Someone of { $place }
topic-visit-there = on { $day }, on your visit
topic-visit = comes on { $day }
topic-nobody-here = Nobody in { $place } offers this topic yet. Say that you want it, so that people know it is needed.
topic-waiting = { $days ->
    [0] { $count ->
        [one] One more person is waiting, since today.
       *[other] { $count } more people are waiting, since today.
      }
    [one] { $count ->
        [one] One more person is waiting, since yesterday.
       *[other] { $count } more people are waiting, the first since yesterday.
      }
   *[other] { $count ->
        [one] One more person has been waiting for { $days } days.
       *[other] { $count } more people are waiting, the first for { $days } days.
      }
  }
topic-free-here = { $count ->
    [0] There is no free place today.
    [one] There is one free place today.
   *[other] There are { $count } free places today.
  }
topic-elsewhere = { $count ->
    [one] It is also offered in another place of the network.
   *[other] It is also offered in { $count } other places of the network.
  }
topic-elsewhere-how-minor = Between schools you learn during an agreed visit, with someone from your school present. If you would like that, tell your teacher.
topic-elsewhere-how = Adults arrange it among themselves. With minors, only during a visit that the school has agreed to.
topic-you-master = You know this topic well. Now someone can learn it with you.
topic-invite = Invite someone to learn it
topic-offer-it = Offer it in my catalog
topic-your-catalog = See my catalog
topic-you-are-in-it = You are already learning this topic with someone.
topic-to-tutorial = Continue
topic-you-asked = There is already a proposal for this topic.
topic-to-proposal = See the proposal
topic-you-are-busy = You are learning another topic now. When you finish, you can begin this one.
topic-you-wished = You said { $ago } that you want it.
topic-your-wishes = See what I want to learn
topic-why-summary = Say why it interests me
topic-why-label = Why it interests me
topic-why-help = Only your teacher and whoever agrees to tutor you will read it.
topic-said-help = If it was today, leave this empty.
topic-want = I want this topic
topic-want-help = Your name does not appear: the catalog only shows that someone wants it.
topic-for-another = Record it for someone in my group
topic-for-whom = Who wants it
topic-said = On which day they said so
topic-for-another-note = Record the wish
topic-thread = The thread of this topic
topic-thread-empty = Nobody knows this topic well yet. The first knot can be yours.
topic-lineage = See the whole lineage
topic-story-began-here-with = It began here, with { $name }
topic-story-began-here = It began here
topic-story-began = It began at { $school }
topic-story-began-too = It began at { $school } too
topic-story-crossed = It crossed from { $from } to { $to }
topic-story-came-here = It came here from { $from }
topic-story-more = { $count ->
    [one] It reached one more school
   *[other] It reached { $count } more schools
  }
topic-story-people = { $count ->
    [0] Nobody knows it well now
    [one] One person knows it well
   *[other] { $count } people know it well
  }
topic-story-few = A few people know it well
topic-story-yours = The next knot can be yours
topic-story-next = The next knot is for whoever learns it with you
topic-sources = Sources
topic-sources-empty = This topic does not say yet what to work with.
topic-before = It helps to have seen:
topic-before-advice = You do not have to.
topic-version = Version { $number }, { $day }; { $origin }.
topic-versions-link = See the versions
topic-improve = Improve this topic

# Writing a topic.
topic-new-title = Propose a topic
topic-new-heading = Propose a topic
topic-new-lead = Write something that you would really like to understand, or that you understand and want to pass on.
topic-edit-heading = Improve the topic
topic-edit-lead = A new version is kept. The earlier ones are not lost.
topic-text = The text
topic-field-title = Title
topic-field-title-help = Best as a question.
topic-field-title-en = Title in English
topic-field-subject = Subject
topic-field-challenge = Challenge
topic-field-challenge-help = What to do or find out. Leave an empty line between paragraphs.
topic-field-why = Why it matters
topic-field-why-help = One or two sentences.
topic-field-questions = Questions that help
topic-field-questions-help = One per line. They guide, and do not give the answer away.
topic-field-sources = Sources
topic-field-sources-help = One per line: books, materials, people to ask. No phone numbers or e-mail addresses.
topic-field-before = It helps to have seen
topic-field-before-help = Advice, not a condition. You can choose several.
topic-field-before-see = Choose among the topics
topic-field-language = Which language it is written in
topic-field-origin = Where it comes from
topic-field-licence = How it is shared
topic-new-save = Publish the topic
topic-licence-stays = It cannot be another any more: others have written under it.
topic-edit-save = Save the new version
topic-write-aside = Topics belong to everyone in the network. Anyone may use them. Those who know them well improve them.

# Versions of a topic.
topic-versions-heading = Versions
topic-versions-lead = { $count ->
    [one] This topic has a single version.
   *[other] This topic has { $count } versions. The newest comes first.
  }
topic-versions-list = From the newest to the first
topic-version-heading = Version { $number }
topic-version-first = This is how it began.
topic-version-same = Only what it helps to have seen before changed, or nothing.
topic-version-changed = Changed: { $parts }.
topic-version-old = This is not the newest version.
topic-version-newest = See the newest
topic-version-part-changed = Changed in this version
topic-version-part-empty = No text.
topic-version-before = Before, it said

# The lineage of a topic.
lineage-title = Lineage
lineage-heading = From hand to hand
lineage-lead-few = So far it has passed through a few people, in { $schools ->
    [one] one school
   *[other] { $schools } schools
  }.
lineage-few = a few people
lineage-hidden = They are few people yet. Their schools see the drawing of who passed it to whom; when they are more, everybody will.
lineage-lead-empty = This topic has not passed from one person to another yet.
lineage-lead = { $people ->
    [one] So far one person knows it well.
   *[other] So far it has passed through { $people } people, in { $steps ->
        [one] a single step
       *[other] { $steps } steps
      } and { $schools ->
        [one] one school
       *[other] { $schools } schools
      }. { $crossings ->
        [0] It has not crossed to another school yet.
        [one] It crossed once from one school to another.
       *[other] It crossed { $crossings } times from one school to another.
      }
  }
lineage-picture = The drawing
lineage-drawing = Lineage of { $title }. The same is told below in words.
lineage-root = it began here
lineage-tied = demonstrated
lineage-crossed = crossed to another school
lineage-scroll = Drawing of the lineage; it slides sideways
lineage-names = You see the names in { $place }. For the others you see the place; where they are few people, one knot for all of them.
lineage-no-names = Names are seen only within each school. Where they are few people, one knot is drawn for all of them.
lineage-in-words = In words
lineage-around = This lineage is very large. Here is the part near you.
lineage-whole = The whole lineage, step by step
lineage-near = The part near you, step by step
lineage-by-school = How many people master it, place by place
lineage-knots = { $count ->
    [one] one person
   *[other] { $count } people
  }
lineage-schools = { $count ->
    [one] one school
   *[other] { $count } schools
  }
lineage-places = { $count ->
    [one] one place
   *[other] { $count } places
  }
lineage-pause = holidays
lineage-came-across = came from another school
lineage-crossed-here = (crossed)
lineage-you = this is you
lineage-withdrawn = withdrawn
lineage-contested = the dates do not agree
lineage-back = Back to the topic

# A school's catalog.
catalog-title = Catalog
catalog-heading = What we can tutor here
catalog-lead = { $topics ->
    [0] There are no topics in this catalog yet.
    [one] There is one topic. { $ready ->
        [0] It has no place today.
       *[other] It has a place today.
      }
   *[other] There are { $topics } topics. { $ready ->
        [0] None has a place today.
        [one] One has a place today.
       *[other] { $ready } have a place today.
      }
  }
catalog-ready = With a place today
catalog-full = No place for now
catalog-full-how = Open a topic and say that you want it: others see that someone is waiting, not who.
catalog-waiting = { $count ->
    [one] one person wants it
   *[other] { $count } people want it
  }
catalog-wanted = someone wants it
catalog-empty = Nobody here offers a topic yet. Start with someone who knows one well.
catalog-more = You can also
catalog-no-names = Names are seen only within the school.
catalog-to-unmet = See what people want and nobody offers
catalog-to-poster = Print the catalog for the wall

poster-title = Catalog for the wall
poster-how = It prints on one sheet of letter paper with your browser’s “Print”. It is for use inside the school: it carries names.
poster-back = Back to the catalog
poster-heading = What we can tutor here
poster-lead = Choose a question. Find someone who knows it well. Sit down and talk.
poster-more = Is something you want missing? Say so: we will look for it in another school.
poster-count = { $all ->
    [one] { $shown } of { $all } topic
   *[other] { $shown } of { $all } topics
  }

# What is wanted and nobody here offers.
unmet-title = What is missing
unmet-heading = Wanted here, and nobody offers it
unmet-lead = We do not say who wants it. If you can tutor one of these topics, someone is waiting for you.
unmet-wanted = Someone wants
unmet-empty = Everything that people want here, someone offers.
unmet-quiet = Nobody here is waiting for a topic now. Whoever wants one says so on the topic’s page.
unmet-empty-action = See the catalog
unmet-i-can = I can tutor this
unmet-i-can-how = To offer a topic you have to know it well, and others have to have seen that you do. There are three ways:
unmet-way-alone = Learn it on your own and demonstrate it in public at your school.
unmet-way-vouch = If you already know it well, ask the people who support your school to vouch for you.
unmet-way-elsewhere = Learn it with someone on a visit and bring it here.
unmet-heading-above = What is waited for here
unmet-lead-above = We do not say who wants it. Whoever supports schools can tutor somebody on a visit, agreed with a teacher there.
unmet-below = In the schools someone is waiting for
unmet-below-none = Nobody is waiting for a topic today in the schools that you support.
unmet-wanted-team = In the team someone wants
unmet-team-none = Nobody in the team is waiting for a topic that is missing here.
unmet-plan = Plan my demonstration
unmet-vouch = Vouch for someone

# My wishes.
wishes-title = What I want to learn
wishes-heading = What I want to learn
wishes-lead = The first is what you want most. If you change your mind, change the order.
wishes-list = In your order
wishes-nobody-yet = Nobody offers it here yet
wishes-since = you said so { $ago }
wishes-up = Move up
wishes-end = I no longer want it
wishes-why-who = Only your teacher and whoever agrees to tutor you will read why.
wishes-empty = You have not said yet what you want to learn.
wishes-empty-action = See the topics

# A person's catalog.
mastery-own-title = My catalog
mastery-title = The catalog of { $name }
mastery-my-page = My page
mastery-own-lead = What you know well and offer. You can pause whenever you need to: what has started goes on.
mastery-lead = What they know well and offer.
mastery-list = The topics
mastery-own-empty = Your catalog is empty. Your first demonstration puts its first topic here.
mastery-empty = This catalog is empty so far.
mastery-arrange = Change this offer
mastery-how-many = How many people at once
mastery-places = { $count ->
    [one] one person
   *[other] { $count } people
  }
mastery-save-places = Save the places
mastery-pause = Pause
mastery-resume = Offer it again
mastery-take-out = Take out of the catalog
mastery-put-in = Put into the catalog
mastery-withdraw = Withdraw this topic
mastery-withdraw-help = Only if it was a mistake. The offer closes; what others learned stays.
mastery-word-of = vouched for by { $name }
mastery-reason = How this is known: “{ $reason }”
mastery-gone = What was withdrawn
mastery-gone-help = If that was a mistake, it can count again: it stands as it stood, with who accompanied it and with those who learned from it.
mastery-gone-on = withdrawn on { $day }
mastery-restore = Let it count again
mastery-to-vouch = Vouch for one more topic

topic-is-withdrawn = This topic was withdrawn from the fund on { $day }. What came from it stands.
topic-withdrawn-who = Nobody offers it and it cannot be asked for while it is withdrawn.
topic-withdraw = Withdraw this topic
topic-withdraw-what = It leaves the catalogs and the searches. Open tutorials go on and the lineage stays. It can be put back.
topic-withdraw-do = Withdraw the topic
topic-restore = Put the topic back into the fund
topic-version-withdrawn = Withdrawn on { $day }
topic-version-withdraw = Withdraw this version
topic-version-restore = Restore this version
flash-topic-withdrawn = The topic was withdrawn.
flash-topic-restored = The topic is in the fund again.
flash-version-withdrawn = The version was withdrawn. The one before counts.
flash-version-restored = The version counts again.
vouch-title = Vouch
vouch-whom-heading = Who knows a topic well already?
vouch-whom = Adults of the school
vouch-whom-children = For a child or young person, someone responsible for the school vouches.
vouch-whom-nobody = There are no adults on the list of this place yet.
vouch-heading = Vouch for { $name }
vouch-lead = Someone has to be the first knot. On your word, the topic goes into their catalog.
vouch-find = Find the topic
vouch-say = Your word
vouch-topic = Topic they know well
vouch-more = There are more topics. Search for a word to see the others.
vouch-day = Mastered since
vouch-day-help = Empty means from today. Fill it in if you are going to enter earlier tutorials.
vouch-reason = How you know
vouch-reason-help = For example: learned in the zone’s workshop and shown to the group.
vouch-save = Vouch
vouch-none-at-all = There are no topics left to vouch for.
vouch-none = No topics with those words are left.
vouch-all = See all
vouch-given = Vouched for so far
vouch-aside = Your name stands beside your word. If it was a mistake, someone at the school can withdraw it.

flash-topic-published = The topic is in the network now.
flash-topic-corrected = It is put right. The text is the same.
flash-topic-improved = The new version is saved.
flash-wish-stated = It is noted that you want it.
flash-wish-noted = The wish is noted.
flash-wish-moved = The order has changed.
flash-wish-taken-off = It is off the list.
flash-wish-taken-back = It is no longer among your wishes.
flash-offer-made = The topic is in the catalog.
flash-offer-changed = The offer has changed.
flash-mastery-withdrawn = It was withdrawn. What came from it stays.
flash-mastery-restored = It counts again, as before. It can be put into the catalog anew.
flash-mastery-vouched = Your word is written down and the topic is in the catalog.
