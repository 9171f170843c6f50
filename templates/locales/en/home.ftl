# The home of a stranger.
home-public-title = What I know, I pass on
home-public-heading = I learn a topic with someone who knows it well. Then I pass it on.
home-public-lead = A network of schools where people learn from one another: someone tutors you, you show others what you learned, and then you tutor the next person.
home-public-enter = Sign in to my school
home-public-how = How does it start?
home-picture-title = A real thread of the network: from one person it passed to { $others ->
    [one] one more
   *[other] { $others } more
  }{ $crossings ->
    [0] .
    [one] {", and once it crossed to another school."}
   *[other] {", and "}{ $crossings }{" times it crossed to another school."}
  }
home-picture-caption = A real thread: “{ $topic }”, from { $first } to { $last }.
home-picture-schools = From top to bottom: { $schools }.
home-picture-knot = Each knot is a person who showed it to their community, or who started it.
home-picture-lineage = See the whole thread
home-public-this-month = This month
home-public-month = In { $month }
home-public-held = There { $count ->
    [one] was one public demonstration
   *[other] were { $count } public demonstrations
  }{ $outside ->
    [0] { $schools ->
        [0] {""}
        [one] {" in one school"}
       *[other] {" in "}{ $schools } schools
      }
   *[other] { $schools ->
        [0] {" in teams that accompany schools"}
        [one] : { $inside } in one school and { $outside } in teams that accompany schools
       *[other] : { $inside } in { $schools } schools and { $outside } in teams that accompany them
      }
  }.
home-public-times = { $count ->
    [one] One demonstration
   *[other] { $count } demonstrations
  }{ $schools ->
    [0] {""}
    [one] {" in one school"}
   *[other] {" in "}{ $schools }{" schools"}
  }{ $teams ->
    [0] .
    [one] {" · one team that accompanies schools."}
   *[other] {" · "}{ $teams }{" teams that accompany schools."}
  }
home-public-more-topics = And { $count ->
    [one] one more topic
   *[other] { $count } more topics
  }.
home-public-where = It was in
home-public-more-schools = and { $count ->
    [one] one more school.
   *[other] { $count } more schools.
  }
home-public-elsewhere = and where it is not told.
home-public-none-held = There are no demonstrations to show yet.
home-public-topics = What can be learned
home-public-offered = { $schools ->
    [0] Offered by a team that accompanies schools
    [one] Offered in one school
   *[other] Offered in { $schools } schools
  }.
home-public-all-topics = See all topics of the network
home-public-no-topics = Nobody offers a topic yet.
home-public-begin = How to start
home-public-about = What Relevo is and how it works
home-begin-offer = Someone offers what they know well
home-begin-offer-more = One topic is enough. Nobody offers what they do not know.
home-begin-choose = Another person chooses
home-begin-choose-more = Nobody assigns it. They sit down together and talk, without hurry.
home-begin-show = They show it to others
home-begin-show-more = What they learned and how, doubts included.
home-begin-pass = And they tutor the next person
home-begin-pass-more = That is how the network grows: like a relay.

# A learner's home.
home-learner-title = My thread
home-hello = Hello, { $name }
home-asked = Waiting for your answer
home-asked-others = Waiting for the other person
home-asked-later = For later
home-asked-of-learner = { CAPITAL($name) } can tutor you. Say whether you want to.
home-asked-of-tutor = { CAPITAL($name) } wants to learn it with you. Say whether you can.
home-asked-waits = You have said yes. { CAPITAL($name) } has not answered yet.
home-asked-full = { CAPITAL($name) } has no free place today. You can wait, or choose somebody else.
home-asked-both-learner = { CAPITAL($by) } proposes that you learn it with { $name }. Neither of you has answered yet.
home-asked-both-tutor = { CAPITAL($by) } proposes that { $name } learns it with you. Neither of you has answered yet.
home-asked-busy = { CAPITAL($name) } is learning another topic now. Once that is finished, you can start this one.
home-asked-busy-own = You are learning another topic now. Once you have finished, you can start this one with { $name }.
home-asked-gone = It can no longer be accepted: what was offered has been closed.
home-asked-answer = See and answer
home-asked-see = See
home-now = Now
home-with = { CAPITAL($name) } tutors you
home-with-row = With { $name }.
home-steps = Steps of this tutorial
home-step-at = Step { $at } of { $all }: { $step }
home-step-next = Next comes step { $at } of { $all }: { $step }
home-step-chosen = Chosen
home-step-agreed = Agreed
home-step-exploring = Exploring
home-step-rehearsed = Rehearsed
home-step-demonstrated = Demonstrated
home-step-tutoring = Tutoring
home-now-begun = You have both agreed. Start by writing what you know about the topic and what you want to find out.
home-go-begun = Write my first page
home-now-exploring = You are exploring. You have written { $count ->
    [one] one page
   *[other] { $count } pages
  } in your record; when you understand it, rehearse it with { $tutor }.
home-go-exploring = Continue my record
home-now-asked = You asked to rehearse. Agree with { $tutor } on a time to explain what you understood.
home-go-asked = See my record
home-now-rehearsed = You have rehearsed. Set the day and say who will listen.
home-now-not-yet = You showed it on { $day }, and those who listened said not yet.
home-now-not-yet-reason = What is missing: “{ $reason }”.
home-now-not-yet-next = What you understand already stays with you. Work on it a while longer with { $tutor }, rehearse anew and choose another day.
home-now-planned = Your demonstration is on { $day }.
home-now-none = You are not learning a topic now. Choose one that interests you.
home-now-answer = You have not started a topic yet: an answer is missing.
home-now-wished = You have not started a topic yet. You asked for “{ $topic }” { $ago }{ $more ->
    [0] .
    [one] , and for one more.
   *[other] , and for { $more } more.
  }
home-choose = See what I can learn
home-begin-places = Add the places
home-begin-places-more = Zones and schools, one by one; or bring a whole register from the lists of your place.
home-begin-open = Open the door of each place
home-begin-open-more = On the page of each you add the person who begins there and give them their invitation.
home-begin-team = Add your team
home-begin-team-more = Those who support the schools with you.
home-first-lead = You master it and have a place free. What comes next is to tutor someone.
home-first-nobody = You master it and have not tutored anyone yet. Nobody in { $place } is waiting for it today: tell others what it is about, or invite someone yourself.
home-first-below = You know it well and tutor nobody yet. { $schools ->
    [0] Today nobody is waiting for it in your team, nor in the schools of { $place }.
    [one] In one school of { $place } someone is waiting for it.
   *[other] In { $schools } schools of { $place } someone is waiting for it.
  } You tutor somebody of a school on a visit: agree on one with a teacher there.
home-first-below-see = See what is waited for, and where
home-first-learn = Or choose a topic to learn
home-pages = { $count ->
    [one] One page in the record.
   *[other] { $count } pages in the record.
  }
home-no-pages = The record has no pages yet.
home-open-record = Open the record
home-choices = I can choose
home-choices-later = For later
home-choices-later-more = First you finish what you are learning. Meanwhile you can look.
home-choice-with = { CAPITAL($name) } can tutor you.
home-choice-also = Also with { $name }.
home-reason-wished = { $place ->
    [1] It is the first thing you asked for.
   *[other] It is on your list of wishes.
  }
home-reason-waited = { $days ->
    [one] You asked for it one day ago.
   *[other] You asked for it { $days } days ago.
  }
home-reason-first = You would be their first learner.
home-reason-just = They have just demonstrated it: you would be their first learner.
home-reason-school = They are at your school.
home-reason-team = They are on your own team.
home-reason-zone = They are in your zone.
home-reason-free = { $places ->
    [one] There is one place today.
   *[other] There are { $places } places today.
  }
home-reason-nobody-waits = Nobody else is waiting for it.
home-catalog = See everything { $place } offers
home-choices-none = Right now nobody near you has room in a topic that is new to you. Look for one and say that you want it.
home-see-topics = Look for a topic
home-demonstrations = Demonstrations
home-demonstration-own = Yours: { $day }.
home-demonstration-invited = { CAPITAL($name) } invites you: { $day }.
home-demonstration-invited-elsewhere = You are invited to { $school }: { $day }.
home-demonstration-see = See
home-tutor-of = Whom I tutor
home-learner = { CAPITAL($name) } learns with you.
home-learners-none = You are not tutoring anyone yet. What you know well is in your catalog for whoever wants to learn it.
home-learners-none-now = You accompany nobody today. What you master is in your catalog for whoever wants to learn it.
home-learners-none-offered = You accompany nobody today, and no topics are in your catalog.
home-waited = { $count ->
    [one] One person in { $place } is waiting for it
   *[other] { $count } people in { $place } are waiting for it
  }; the first asked { $since }. Your teacher can introduce you.
home-waited-see = See the topic
home-waited-invite = Invite someone
home-my-catalog = My catalog
home-accompanied = Whom I have tutored
home-learner-asks = Asked on { $day } to rehearse it with you.
home-learned = What I have learned
home-learned-with = With { $tutor }. You demonstrated it on { $day }.
home-learned-alone = You demonstrated it on { $day }.
home-learned-read = Read my record again
home-learned-all = See all that I have learned
home-line = My thread of tutors and learners
home-line-label = Who tutored you and whom you tutor in { $topic }
home-line-tutor = tutored you in “{ $topic }”
home-line-me = You
home-line-shown = demonstrated it on { $day }
home-line-shown-alone = demonstrated “{ $topic }” on { $day }
home-line-since = have known “{ $topic }” well since { $day }
home-line-learner = demonstrated it in { $day }
home-line-begun = is learning it with you
home-line-more = And { $count ->
    [one] one more person
   *[other] { $count } more people
  }.
home-line-all = See the thread of this topic
home-visits-none = You have no visits coming up.
home-wishes = What I asked to learn
home-choices-none-said = Right now nobody near you has room in a topic that is new to you.
