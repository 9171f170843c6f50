# The school year turns.
year-title = The school year turns at { $node }
year-heading = The school year turns
year-lead = Groups move up a grade, and those in the last one say goodbye. See first what changes: nothing is kept until you confirm.
year-link = Turn the school year
year-link-more = Groups move up a grade, once a year.
year-before = The year turned on { $day }. You can turn it again with the next one.
year-undo = Was it a mistake?
year-undo-more = The groups go back to their grade, and those who left are on the list again. Their tutorials and wishes stay closed: they can begin again.
year-undo-offers = { $count ->
    [one] One offer that closed with the turn opens again.
   *[other] { $count } offers that closed with the turn open again.
}
year-undo-do = Undo the turn of the year
year-not = Go back, change nothing
year-nobody = There are no students yet who could move up.
year-last = The last grade
year-last-grade = Which is the last grade of the school?
year-last-help = Those in that grade say goodbye. A telesecundaria has three.
year-last-do = See what changes
year-leave = say goodbye
year-as-it-is = no change
year-lost = What would leave with them
year-lost-more = { $count ->
    [one] One topic would be mastered by nobody here. There is still time to learn it.
   *[other] { $count } topics would be mastered by nobody here. There is still time to learn them.
}
year-lost-masters = Mastered by: { $names }.
year-lost-heirs = Wanted or being learned by: { $names }.
year-lost-nobody = Nobody else has asked for it: ask the group who would like it.
year-lost-none = No topic is lost: somebody who stays masters each.
year-tutorials = { $count ->
    [0] No tutorial is cut short.
    [one] One unfinished tutorial closes.
   *[other] { $count } unfinished tutorials close.
}
year-who = Who moves up
year-who-more = Everybody does, except those whom you mark. Open a group to see it.
year-group = { $from } → { $to } · { $count ->
    [one] one person
   *[other] { $count } people
}
year-stays = They stay in { $from }
year-keeps = Everybody's history is kept: what they demonstrated, whom they tutored, and from whom they learned.
year-do = Turn the year
flash-year-turned = The year has turned. If it was a mistake, you can undo it.
flash-year-withdrawn = The turn of the year was undone.
problem-year-turned = The year turned a short time ago. If it was a mistake, undo that first.
