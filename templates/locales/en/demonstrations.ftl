# Public demonstrations: the plan, the record, setting it right.
plan-title = Plan the demonstration
plan-change-title = Change the plan of the demonstration
plan-lead = { CAPITAL($name) } will tell others what was learned, and how. When, where, and who is coming?
plan-day = Which day
plan-place = Where
plan-place-help = For example: the yard, the second-grade classroom.
plan-invite = Who is invited
plan-private = Only the people of the school and those invited can see the day and the place.
plan-do = Save the plan
plan-change-do = Save the change

record-record-title = Write the record of the demonstration
record-correct-title = Correct the record
record-alone-title = Record a demonstration without a tutor
record-record-do = Save the record
record-correct-do = Save the correction
record-alone-do = Save the record
record-who = { CAPITAL($learner) } learned and { $tutor } tutored.
record-who-alone = { CAPITAL($learner) } learned alone or elsewhere, and demonstrated it in public.
record-path = How it was learned
record-day = Day of the demonstration
record-present = Who else was there
record-present-help = At least one person besides learner and tutor. Say who, or how many.
record-present-help-alone = At least one person besides the learner. Say who, or how many.
record-members = From the school, by name
record-numbers = How many others
record-students = Students
record-teachers = Teachers
record-families = Relatives
record-visitors = Visitors
record-community = From the community
record-outcome = What was decided
record-outcome-help = The tutor and those who listened decide. If not yet, it can be repeated.
record-outcome-help-alone = Those who listened decide. If not yet, it can be repeated.
record-reason = Why it was decided so
record-reason-help = If it is “not yet”, say what is missing, so that it is clear how to go on.
record-shown = What was shown
record-shown-help = What was told or done, and how the topic came to be understood.
record-asked = What was asked
record-place = Where
record-withdraw = This demonstration was recorded by mistake
record-withdraw-more = If you withdraw it, the topic leaves the catalog of the person who demonstrated it. What was passed on to others stays.
record-withdraw-do = Withdraw the record

demonstration-title = Demonstration of { $name }
demonstration-tutorial = The tutorial
demonstration-by = { CAPITAL($learner) }, tutored by { $tutor }
demonstration-by-path-self-study = { CAPITAL($learner) }, alone
demonstration-by-path-elsewhere = { CAPITAL($learner) }, who learned it elsewhere
demonstration-will = It will be on { $day }.
demonstration-will-place = It will be on { $day }. Place: { $place }.
demonstration-invited = Who is invited
demonstration-invited-nobody = Nobody yet. Change the plan to invite people.
demonstration-record = Write the record
demonstration-change = Change the plan
demonstration-cancel = Cancel the plan
demonstration-withdrawn-words = This record was withdrawn because it was written by mistake.
demonstration-public = Public demonstration
acts-title = Public demonstrations
acts-lead = Each record tells what was shown, what was asked and who was there. Here it is found again, to read, print or correct.
acts-newest = From the newest to the oldest
acts-none = There is none yet. When the first one is written down, its record is here.
acts-no-more = There are no more.
acts-before = Newer
acts-after = Older
acts-with = { CAPITAL($learner) }, tutored by { $tutor }.
acts-alone = { CAPITAL($learner) }, without a tutor.
acts-shows = { CAPITAL($learner) } showed “{ $topic }”
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
    [one] one person from the community
   *[other] { $count } people from the community
  }
demonstration-and = { $rest } and { $last }
demonstration-reason = Why it was decided so
demonstration-verdict-ready = { CAPITAL($learner) } { $ready } in this topic.
demonstration-verdict-ready-words = can tutor others
demonstration-verdict-not-yet = Not yet. The exploring goes on, and it will be shown again.
demonstration-decided-tutor = Written by { $name }, who tutored.
demonstration-decided = Written by { $name }.
demonstration-witnesses = Present: { $names }.
demonstration-corrected-on = Record corrected on { $day }.
demonstration-sign-tutor = { CAPITAL($name) }, tutor
demonstration-gap-none = { CAPITAL($tutor) } is nowhere recorded as mastering this topic, so the thread of { $learner } seems to start here. Record how { $tutor } came to master it, and the thread will follow on.
demonstration-gap-later = { CAPITAL($tutor) } is recorded as mastering this topic only from a later day, so the thread of { $learner } seems to start here. Check both dates.
demonstration-gap-go = See { $tutor }
demonstration-see-record = See the process record
demonstration-see-lineage = See the lineage of this topic
demonstration-correct = Correct something
demonstration-picture = The thread passes from { $tutor } to { $learner } and opens towards those who are waiting
demonstration-who-follows = and whoever is next
demonstration-you-are = { CAPITAL($name) }, you can tutor others in “{ $topic }” now
demonstration-they-are = { CAPITAL($name) } can tutor others in “{ $topic }” now
demonstration-waiting = Someone is waiting for this topic. You can start today.
demonstration-waiting-nobody = The topic is in the catalog now.

flash-demonstration-planned = The plan is saved.
flash-demonstration-cancelled = The plan is cancelled. You can choose another day.
flash-demonstration-kept = The record is saved.
flash-demonstration-already-otherwise = This demonstration had already been recorded, with another decision. Here is the one that stands: if it is not the right one, it can be corrected.
flash-demonstration-already = This demonstration had already been recorded. Here it is.
flash-demonstration-corrected = The correction is saved.
flash-demonstration-withdrawn = The record is withdrawn.
record-more = Add more, if you like
