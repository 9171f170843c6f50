# A teacher's board.
board-title = The whole school
board-title-team = The whole team
board-group = { $grade } { $class }
board-groups = Groups
board-printed = This is for the teacher, not for the wall: it says by name who is waiting. The whys stay on the screen.
board-all = The whole school
board-begin = Where to start
board-begin-people = Add your students
board-begin-people-more = A name is enough. Then you give each one a PIN.
board-begin-topic = Propose a topic
board-begin-topic-more = One that you know well and can tutor. You can also use those of the network.
board-begin-vouch = Record who knows it well already
board-begin-vouch-more = Someone has to be the first knot: it can be you.
board-begin-classroom = Open the classroom
board-begin-classroom-more = Your students come in, see the catalog and choose.
board-lead = { $going ->
    [0] No tutorial is under way.
    [one] One tutorial is under way.
   *[other] { $going } tutorials are under way.
  } { $waiting ->
    [0] Nobody is waiting
    [one] One person is waiting
   *[other] { $waiting } people are waiting
  } and { $ready ->
    [0] nobody is about to demonstrate.
    [one] one is about to demonstrate.
   *[other] { $ready } are about to demonstrate.
  }
board-suggest = Suggest for my group
board-suggest-team = Suggest for the team
board-suggest-more = Who could begin with whom
board-paper = Copy from paper
board-paper-more = What you wrote down without signal
board-classroom = Open the classroom
board-classroom-more = So that students can come in with their PIN
board-poster = Print the catalog
board-poster-more = For the classroom wall
board-poster-more-team = For the wall
board-people = People
board-people-more = New people, PINs and groups
board-people-more-team = Who is of the team
board-concerns = Concerns
board-concerns-more = What someone said is not right
board-arrived = Has just arrived
board-arrived-from = from { $school }, on { $day }
board-arriving = Somebody comes from another school
board-proposals = Waiting for a yes
board-yes-both = { CAPITAL($learner) } with { $tutor }: neither has answered yet.
board-yes-learner = { CAPITAL($learner) } with { $tutor }: { $learner } has not answered yet.
board-yes-tutor = { CAPITAL($learner) } with { $tutor }: { $tutor } has not answered yet.
board-yes-later = { CAPITAL($learner) } with { $tutor }: { $learner } is learning another topic now. They can start once that is finished.
board-go-proposal = Open
board-column-waiting = Waiting
board-column-waiting-why = They chose a topic and have nobody to learn it with yet.
board-column-waiting-none = Nobody is waiting. Whoever chooses a topic appears here.
board-column-going = In a tutorial
board-column-going-why = Days since the last page of the record. There is no hurry.
board-column-going-none = There are none yet. Start with those who are waiting.
board-column-ready = About to demonstrate
board-column-ready-why = They have rehearsed, or their day is set.
board-column-ready-none = Nobody is about to demonstrate.
board-column-new = New tutors
board-column-new-why = They have demonstrated and are not tutoring anyone yet.
board-column-new-none = Everyone who has demonstrated has had a learner.
board-days = { $days ->
    [0] today
    [one] { $days } day
   *[other] { $days } days
  }
board-room-nobody = Nobody here masters this topic yet.
board-room = { $tutors ->
    [0] Nobody has room for now.
    [one] One person has room.
   *[other] { $tutors } people have room.
  }
board-room-next = { $room } Their first wish is “{ $topic }”, which has no room today.
board-go-waiting = Find a tutor
board-go-unmet = See the topic
board-with = with { $tutor }
board-with-you = with you
board-asked = { $with }; asked to rehearse on { $day }
board-not-yet = { $with }; shown on { $day }, not yet
board-go-going = See the record
board-rehearsed = rehearsed { $day }
board-go-ready = Set a day
board-go-planned = See
board-go-record = Write the record
board-since = since { $day }
board-pending = { CAPITAL($tutor) } has not answered yet.
board-pending-you = You have not answered yet.
board-pending-room = { $tutors ->
    [0] Today nobody else has room.
    [one] Somebody else has room.
   *[other] { $tutors } others have room.
  }
board-proposed = There is already a proposal with { $name }.
board-wanted = { $count ->
    [one] Someone is waiting for this topic.
   *[other] { $count } people are waiting for this topic.
  }
board-go-new = Find a learner
board-go-new-closed = See the catalog
board-more = { $count ->
    [one] See the other one
   *[other] See the other { $count }
  }
board-coming = Upcoming demonstrations
board-coming-none = No day is set yet.
board-held = Demonstrated this month
board-held-none = None has been written down this month yet.
board-shows = { CAPITAL($learner) } demonstrates “{ $topic }”
board-visits = Visits
board-visits-none = No visits are coming up.
board-visit = Visit; { $responsible } is responsible
board-visit-of = Visit of { $who }; { $responsible } answers for it
board-visit-unanswered = Visit: nobody answers for it yet
board-visits-see = See all visits
board-visit-new = Arrange a visit

board-contested = These contradict each other
board-contested-why = Two records say things that cannot both be. The first counts; you know which one is true.
board-contested-mastery = There is another record that this topic is mastered. If this one is true, withdraw the other.
board-contested-tutorial = This topic is already being learned with someone else; what was agreed with { $tutor } does not count meanwhile.
board-contested-open = See this one
board-contested-counts = See the one that counts
board-contested-withdraw = Withdraw this one
board-visit-own = You are visiting { $school }
board-visit-asked = You are invited to { $school }. Are you going?
