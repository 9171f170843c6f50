# Public demonstrations: the plan, the record, setting it right.
plan-title = Plan the demonstration
plan-change-title = Change the plan of the demonstration
plan-lead = { $name } will tell what was learned, and how. When, where, and who comes?
plan-day = Which day
plan-place = Where
plan-place-help = For example: the yard, the second grade's room.
plan-invite = Whom you invite
plan-private = Day and place are seen only by the people of the school and whoever is invited.
plan-do = Keep the plan
plan-change-do = Keep the change

record-record-title = Write the record of the demonstration
record-correct-title = Correct the record
record-alone-title = Note a demonstration without a tutor
record-record-do = Keep the record
record-correct-do = Keep the correction
record-alone-do = Keep the record
record-who = { $learner } learned and { $tutor } accompanied.
record-who-alone = { $learner } learned alone or elsewhere, and demonstrated it in public.
record-path = How it was learned
record-day = Day of the demonstration
record-present = Who else was there
record-present-help = At least one person besides learner and tutor. Say who, or how many.
record-members = From the school, by name
record-numbers = How many others
record-students = Students
record-teachers = Teachers
record-families = Relatives
record-visitors = Visitors
record-community = From the community
record-outcome = What was decided
record-outcome-help = The tutor and those who listened decide. If not yet, it can be repeated.
record-reason = Why it was decided so
record-reason-help = If it is not yet, say what is missing, so that it is clear how to go on.
record-shown = What was shown
record-shown-help = What was told or done, and how it came to be understood.
record-asked = What was asked
record-place = Where
record-withdraw = This demonstration was noted by mistake
record-withdraw-more = If you withdraw it, the topic leaves the catalog of whoever demonstrated it. What passed on to others stays.
record-withdraw-do = Withdraw the record

demonstration-title = Demonstration of { $name }
demonstration-tutorial = The tutorial
demonstration-by = { $learner }, accompanied by { $tutor }
demonstration-by-path-self-study = { $learner }, alone
demonstration-by-path-elsewhere = { $learner }, who learned it elsewhere
demonstration-will = It will be on { $day }.
demonstration-will-place = It will be on { $day }. Place: { $place }.
demonstration-invited = Who is invited
demonstration-invited-nobody = Nobody yet. Change the plan to invite.
demonstration-record = Write the record
demonstration-change = Change the plan
demonstration-cancel = Take the plan back
demonstration-withdrawn-words = This record was withdrawn because it was noted by mistake.
demonstration-public = Public demonstration
demonstration-held = On { $day }, { $learner } showed what was learned, and how.
demonstration-held-place = On { $day }, { $learner } showed what was learned, and how. Place: { $place }.
demonstration-listened = Also listening: { $who }.
demonstration-came-students = { $count ->
    [one] one student
   *[other] { $count } students
  }
demonstration-came-teachers = { $count ->
    [one] one teacher
   *[other] { $count } teachers
  }
demonstration-came-families = { $count ->
    [one] one relative
   *[other] { $count } relatives
  }
demonstration-came-visitors = { $count ->
    [one] one visitor
   *[other] { $count } visitors
  }
demonstration-came-community = { $count ->
    [one] one person of the community
   *[other] { $count } people of the community
  }
demonstration-and = { $rest } and { $last }
demonstration-reason = Why it was decided so
demonstration-verdict-ready = { $learner } { $ready } in this topic.
demonstration-verdict-ready-words = can accompany others
demonstration-verdict-not-yet = Not yet. The exploring goes on, and it will be shown again.
demonstration-decided-tutor = Written down by { $name }, who accompanied.
demonstration-decided = Written down by { $name }.
demonstration-witnesses = Present: { $names }.
demonstration-corrected-on = Record corrected on { $day }.
demonstration-sign-tutor = { $name }, tutor
demonstration-see-record = See the process record
demonstration-see-lineage = See the lineage of this topic
demonstration-correct = Correct something
demonstration-picture = The thread passes from { $tutor } to { $learner } and opens towards whoever waits
demonstration-who-follows = and who follows
demonstration-you-are = { $name }, you can accompany others in “{ $topic }” now
demonstration-she-is = { $name } can accompany others in “{ $topic }” now
demonstration-waiting = Someone waits for this topic. You can begin today.
demonstration-waiting-nobody = The topic is in the catalog now.

flash-demonstration-planned = The plan is kept.
flash-demonstration-cancelled = The plan is taken back. You can choose another day.
flash-demonstration-kept = The record is kept.
flash-demonstration-already = This demonstration had been noted before. Here it is.
flash-demonstration-corrected = The correction is kept.
flash-demonstration-withdrawn = The record is withdrawn.
record-more = Tell more, if you like
