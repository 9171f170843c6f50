# The same person, entered twice.
person-same = Is here twice
lists-twice = Already here twice?
same-title = { CAPITAL($name) } is here twice
same-heading = Is { $name } here twice?
same-lead = If somebody of { $place } was entered twice, everything is put together here as one person. First look at what changes.
same-since = since { $day }
same-who = Who it is
same-other = Who is the same person?
same-other-help = Names that are alike come first. Those who have left are here too.
same-look = See what changes
same-nobody = There is nobody here who could be the same person.
same-which = Which one stays
same-stays = Stays
same-goes = Is joined to it
same-swap = Let { $name } stay instead
same-against = They cannot be put together
same-again = Choose somebody else
same-changes = What changes
same-name = The name { $name } stays, with its grade and group. What the other entry has becomes theirs.
same-history = { $count ->
    [0] The other entry has no tutorials.
    [one] One tutorial of the other entry becomes theirs, with what was written in it.
   *[other] { $count } tutorials of the other entry become theirs, with what was written in them.
}
same-doubled = Mastered in both entries:
same-doubled-days = The first one counts ({ $first }); the other ({ $later }) is withdrawn.
same-doubled-children = { $count ->
    [one] Whoever learned it from the second hangs on the first one’s thread.
   *[other] The { $count } people who learned it from the second hang on the first one’s thread.
}
same-topic = Is mastered from now on:
same-wish = Wanted in both entries; one wish stays:
same-ends-with = The tutorial with { $name } ends, since it has no room beside the other:
same-ends = A tutorial ends, since it has no room beside the other:
same-keys = They sign in as before. Where there were two keys, the one of the entry that stays is good.
same-last = This cannot be undone. Do it only if you are certain that it is the same person.
same-do = Yes, it is the same person
same-not = Put nothing together
flash-same-person = Done: they are here only once now.
problem-own-lineage = One accompanied the other in a topic, directly or through others. Nobody accompanies themselves: they are two people, or that record is wrong and has to be set right first.
problem-they-met = They have met: one was at the other’s demonstration or visit, or vouched for them. They are two people, or that record is wrong and has to be set right first.
problem-kept-apart = A steward decided that they do not work together. They are two people, or that has to be lifted first.
problem-child-and-adult = One is a minor and the other is not. First set that right on the page of whoever has it wrong.
problem-others-answer = One of the two also belongs to another place, or looks after it. Only who is a steward of all those places can put them together.
