# A teacher's board.
board-title = The whole school
board-group = { $grade } { $class }
board-groups = Groups
board-all = The whole school
board-lead = { $going ->
    [0] No tutorial is under way.
    [one] One tutorial is under way.
   *[other] { $going } tutorials are under way.
  } { $waiting ->
    [0] Nobody waits
    [one] One person waits
   *[other] { $waiting } people wait
  } and { $ready ->
    [0] nobody is about to demonstrate.
    [one] one is about to demonstrate.
   *[other] { $ready } are about to demonstrate.
  }
board-paper = Enter from paper
board-paper-more = What you noted without signal
board-classroom = Open the classroom
board-classroom-more = So that they come in with their PIN
board-poster = Print the catalog
board-poster-more = For the classroom's wall
board-people = People
board-people-more = New people, PINs and groups
board-concerns = Concerns
board-concerns-more = What somebody said is not right
board-proposals = Waiting for a yes
board-yes-both = { $learner } with { $tutor }: both answers are missing.
board-yes-learner = { $learner } with { $tutor }: { $learner } has not answered yet.
board-yes-tutor = { $learner } with { $tutor }: { $tutor } has not answered yet.
board-go-proposal = Open
board-column-waiting = Waiting
board-column-waiting-why = They chose a topic and have nobody yet.
board-column-waiting-none = Nobody waits. Whoever chooses a topic appears here.
board-column-going = In a tutorial
board-column-going-why = Days since the last page of the record. There is no hurry.
board-column-going-none = There is none yet. Begin with those who wait.
board-column-ready = About to demonstrate
board-column-ready-why = They have rehearsed, or have a day.
board-column-ready-none = Nobody is about to demonstrate.
board-column-new = New tutors
board-column-new-why = They demonstrated and do not accompany anybody yet.
board-column-new-none = Nobody who demonstrated is without a learner.
board-days = { $days ->
    [0] today
    [one] { $days } day
   *[other] { $days } days
  }
board-room = { $tutors ->
    [0] Nobody has room for now.
    [one] One person has room.
   *[other] { $tutors } people have room.
  }
board-go-waiting = Find somebody
board-go-unmet = See what is missing
board-with = with { $tutor }
board-with-you = with you
board-go-going = See the record
board-rehearsed = rehearsed { $day }
board-go-ready = Set a day
board-go-planned = See
board-go-record = Write down how it went
board-since = since { $day }
board-wanted = { $count ->
    [one] Someone waits for this topic.
   *[other] { $count } people wait for this topic.
  }
board-go-new = Find a learner
board-go-new-closed = See the catalog
board-more = { $count ->
    [one] See the other one
   *[other] See the other { $count }
  }
board-coming = Coming demonstrations
board-coming-none = None has a day yet.
board-shows = { $learner } demonstrates “{ $topic }”
board-visits = Visits
board-visits-none = There are no visits coming.
board-visit = Visit; { $responsible } is responsible
board-visit-new = Agree on a visit
