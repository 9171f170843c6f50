# The fund: searching it, where a topic comes from, which are the same.
fund-narrow = Search in more detail
fund-in = Where
fund-in-school = Offered in { $place }
fund-in-zone = Offered in { $place }
fund-in-fund = In { $place }'s fund
fund-in-all = In the whole network
fund-any = All
fund-language = Language
fund-origin = Where it comes from
fund-lead-zone = { $count ->
    [0] Nobody in { $place } offers such a topic.
    [one] One topic is offered in { $place }.
   *[other] { $count } topics are offered in { $place }.
 }
fund-lead-fund = { $count ->
    [0] { CAPITAL($place) }'s fund has no such topic.
    [one] { CAPITAL($place) }'s fund has one such topic.
   *[other] { CAPITAL($place) }'s fund has { $count } such topics.
 }
fund-alive-places = { $count ->
    [0] Nobody offers it today.
    [one] Offered in one place of the network.
   *[other] Offered in { $count } places of the network.
 }
fund-alive-named = Offered at { $schools }{ $more ->
    [0] .
    [one] {" "}and in one other place of the network.
   *[other] {" "}and in { $more } other places of the network.
 }
fund-adopted-here = { $place } adopted it
fund-is-adapted = Adapted from
fund-was-adapted = Adapted as
fund-is-translation = A translation of
fund-was-translated = Translated as
fund-is-same = The same topic as
fund-is-near = Near to
fund-is-apart = Not the same as
fund-adopters = { $count ->
    [one] One school has adopted it.
   *[other] { $count } schools have adopted it.
 }
fund-adopted-yours = So has yours.
fund-adopt = Adopt this topic at my school
fund-adopt-what = It enters your school's fund without being copied: when somebody improves it, you see it improved.
fund-adoption-end = Take it out of my school's fund
fund-adapt = Adapt it for { $place }
fund-translate = Translate it
fund-ties-link = See how it is related to other topics
fund-ties-title = Related topics: { $title }
fund-ties-heading = How it is related to other topics
fund-ties-lead = Where this topic comes from, and which are the same under another name.
fund-proposals = Are they the same?
fund-proposals-how = They look alike. You may decide, because you master both or look after the place of one. What you say can be taken back.
fund-ask-same = Is it the same topic as this?
fund-ask-translation = Is it a translation of this?
fund-alike-titles = The titles are alike.
fund-alike-sources = They use the same source.
fund-yes = Yes
fund-no = No, they differ
fund-ties-list = What is known
fund-since = Said on { $day }
fund-tie-end = Take this back
fund-ties-empty = Nobody has yet said where it comes from or what it is like.
fund-say = Say it
fund-say-kind = What is this topic to the other?
fund-kind-same = The same topic
fund-kind-translation = A translation of the other
fund-kind-adapted = An adaptation of the other
fund-kind-near = A topic near to it
fund-say-other = With which topic?
fund-say-other-help = Write a word of its title, or paste its address.
fund-say-with = Beside
fund-say-another = Choose another topic
fund-say-choose = Choose
fund-say-none = We found no such topic that you can tie to this one. Try another word.
fund-say-do = Save
fund-writing-translation = You are translating
fund-writing-adapted = You are adapting
flash-fund-tied = It is said.
flash-fund-told-apart = It is said that they differ. Nobody will be asked again.
flash-fund-tie-ended = It was taken back.
flash-fund-adopted = The topic entered your school's fund.
flash-fund-adoption-ended = The topic left your school's fund.
fund-heading = The fund of knowledge
fund-title = The fund of knowledge, open data
fund-short = Topics belong to everybody. Anyone may use and improve them.
fund-to = Take the whole fund with you
fund-lead = { $topics ->
    [0] The fund has no topics yet.
    [one] One topic and { $versions } texts, for whoever wants to use and improve them.
   *[other] { $topics } topics and { $versions } texts, for whoever wants to use and improve them.
 }
fund-what = What is in it
fund-what-it-is = Topics with all their versions, their licence, the school from which they come, what helps to come before, and which are the same, a translation or an adaptation of another.
fund-what-is-not = It holds nobody's name and does not say who learned what.
fund-files = Take it with you
fund-file-json = Everything, in JSON
fund-file-json-what = For programs: topics, versions and how they are related.
fund-file-csv = A table, in CSV
fund-file-csv-what = For a spreadsheet: one row a version.
fund-file-case = A CASE 1.0 package
fund-file-case-what = For other school systems that read this format.
fund-permanent = Each topic keeps its id for ever, here and in the files.
