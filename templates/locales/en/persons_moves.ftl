# From one school to another.
move-title = { CAPITAL($name) } changes schools
move-heading = Does { $name } change schools?
move-lead = Now at { $school }. Look first at what changes. Nothing changes until the other school says yes.
move-closes = What closes
move-closes-offers = { $count ->
    [one] Leaves the catalog here:
   *[other] Leave the catalog here:
}
move-stops-learning = Stops learning with { $name }:
move-stops-tutoring = Stops tutoring { $name }:
move-unasks-tutor = Will not learn with { $name }, as was proposed:
move-unasks-learner = Will not tutor { $name }, as was proposed:
move-closes-wishes = { $count ->
    [one] One wish comes off the list.
   *[other] { $count } wishes come off the list.
}
move-closes-nothing = Nothing: there are no open offers, wishes or tutorials.
move-keys = The PIN and the card stop working. The other school gives new ones.
move-stays = What goes along
move-stays-more = The whole history, what they master, and from whom they learned it.
move-reads = What was written here is still read only by those who read it today. The other school does not see it.
move-where = To which school
move-search = Name or key of the school
move-search-do = Search
move-receiver = Which one?
move-no-school = No school has that name. Try another word.
move-waits = The other school will see from where somebody comes and in which grade, without a name. The family gives the name on arrival.
move-do = Announce that { $name } is coming
move-not = No, they stay here
moves-title = Changes of school
moves-lead = Who comes from another school, and who goes to another.
moves-coming = On the way here
moves-coming-none = Nobody is on the way.
moves-going = Going to another school
moves-going-none = Nobody is on the way.
moves-going-how = To say that somebody is leaving, open their page and choose “Changes schools”.
moves-going-people = See the people
moves-from = Comes from { $school }. Announced on { $day }.
moves-to = Goes to { $school }. Announced on { $day }.
moves-take-in = Take in
moves-decline = Not coming
moves-stop = Not going
moves-above = This school has no steward now. If somebody goes to another one, you can announce it: write the name as the family told you.
moves-above-name = Their name at this school
moves-above-name-help = As the school calls them. There is no list to see.
moves-above-do = Announce that they are coming
moves-lately = Lately
moves-came = Came from { $school } on { $day }.
moves-went = Somebody from here has been at { $school } since { $day }.
moves-undo = Was it a mistake?
moves-undo-more = They go back to { $school } as if they had never left, and leave this school. What closed stays closed: they can open it again.
moves-undo-do = Send back to their school
arrival-title = Somebody comes from another school
arrival-who = Who it is
arrival-who-more = The other school does not tell you the name. Write it yourself, as the family gave it.
arrival-name-help = The first name has to be the same as at the other school. If it is taken here, add an initial.
arrival-brings = They bring their history and the topics that they master. What was open at the other school closes there.
arrival-do = They belong here now
arrival-not = Not yet
person-move = Changes schools
members-moves = Changes of school
members-moves-more = For who comes from another school or goes to one.
members-moves-waiting = { $count ->
    [one] Somebody comes from another school and waits for your answer.
   *[other] { $count } people come from another school and wait for your answer.
}
flash-move-offered = It is announced. Nothing changes until the other school says yes.
flash-move-made = They belong to this school now.
flash-move-closed = The announcement was taken back. Nothing changed.
flash-move-undone = They are back at their school.
problem-on-the-way = They are on the way to another school already. Take that back first.
problem-other-name = Whoever is on the way is not called that. Ask the family what the other school called them.
problem-nobody-so-called = We did not find exactly one person with that name in that grade.
problem-too-late = It is too long ago to undo. Announce a new change of school.
