# The home of a stranger.
home-public-title = What I know, I pass on
home-public-heading = I learn a topic with someone who masters it. Then I pass it on.
home-public-lead = A network of schools where people learn from one another: someone accompanies you, you show it to others, and then you accompany the next.
home-public-enter = Sign in to my school
home-public-how = How does one begin?
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
home-picture-knot = Each knot is a person who showed it to her community, or who began it.
home-picture-lineage = See the whole thread
home-public-this-month = This month
home-public-month = In { $month }
home-public-held = There { $count ->
    [one] was one public demonstration
   *[other] were { $count } public demonstrations
  } in { $schools ->
    [one] one school
   *[other] { $schools } schools
  }.
home-public-times = { $count ->
    [one] One demonstration
   *[other] { $count } demonstrations
  }{ $schools ->
    [0] .
    [one] {" in one school."}
   *[other] {" in "}{ $schools }{" schools."}
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
home-public-none-held = There are no demonstrations to tell of yet.
home-public-topics = What can be learned
home-public-offered = Offered in { $schools ->
    [one] one school
   *[other] { $schools } schools
  }.
home-public-all-topics = See all topics of the network
home-public-no-topics = Nobody offers a topic yet.
home-public-begin = How to begin
home-public-about = What Relevo is and how it works
home-begin-offer = Someone offers what she masters
home-begin-offer-more = One topic is enough. Nobody offers what she does not know.
home-begin-choose = Another person chooses
home-begin-choose-more = Nobody assigns it. They sit down together and talk, without hurry.
home-begin-show = She shows it to others
home-begin-show-more = What she learned and how, doubts included.
home-begin-pass = And accompanies the next
home-begin-pass-more = That is how the network grows: by relay.

# A learner's home.
home-learner-title = My thread
home-hello = Hello, { $name }
home-asked = Waiting for your answer
home-asked-others = Waiting for the other answer
home-asked-of-learner = { $name } can accompany you. Say whether you want to.
home-asked-of-tutor = { $name } wants to learn it with you. Say whether you can.
home-asked-waits = You have said yes. { $name } has not answered yet.
home-asked-answer = See and answer
home-asked-see = See
home-now = Now
home-with = { $name } accompanies you
home-with-row = With { $name }.
home-steps = Steps of this tutorial
home-step-chosen = Chosen
home-step-agreed = Agreed
home-step-exploring = Exploring
home-step-rehearsed = Rehearsed
home-step-demonstrated = Demonstrated
home-step-tutoring = Accompanying
home-now-begun = You have agreed. Begin by writing what you know about the topic and what you want to find out.
home-go-begun = Write my first page
home-now-exploring = You are exploring. You have written { $count ->
    [one] one page
   *[other] { $count } pages
  } in your record; when you understand it, rehearse it with { $tutor }.
home-go-exploring = Go on with my record
home-now-asked = You asked to rehearse. Agree with { $tutor } on when to tell what you understood.
home-go-asked = See my record
home-now-rehearsed = You have rehearsed. Set the day and say who will listen.
home-go-rehearsed = Set the day
home-now-planned = Your demonstration is on { $day }.
home-go-planned = Prepare my demonstration
home-now-none = You have no topic under way. Choose one that calls you.
home-choose = See what I can learn
home-pages = { $count ->
    [one] One page in the record.
   *[other] { $count } pages in the record.
  }
home-no-pages = The record has no pages yet.
home-open-record = Open the record
home-choices = I can choose
home-choice-with = { $name } can accompany you.
home-reason-wished = { $place ->
    [1] It is the first thing you asked for.
   *[other] It is on your list of wishes.
  }
home-reason-waited = { $days ->
    [one] You asked for it one day ago.
   *[other] You asked for it { $days } days ago.
  }
home-reason-first = You would be the first person she accompanies.
home-reason-free = { $places ->
    [one] There is one place today.
   *[other] There are { $places } places today.
  }
home-reason-nobody-waits = Nobody else is waiting for it.
home-catalog = See all that my school offers
home-choices-none = For now nobody near has room in a topic that is new to you. Look for one and say that you want it.
home-see-topics = Look for a topic
home-demonstrations = Demonstrations
home-demonstration-own = Yours: { $day }.
home-demonstration-invited = { $name } invites you: { $day }.
home-demonstration-invited-elsewhere = You are invited to { $school }: { $day }.
home-demonstration-see = See
home-tutor-of = Whom I accompany
home-learner = { $name } learns with you.
home-learners-none = You do not accompany anybody yet. What you master is in your catalog for whoever wants to learn it.
home-waited = { $count ->
    [one] One person of your school waits for it
   *[other] { $count } people of your school wait for it
  }; the first asked { $since }. Your teacher can bring you together.
home-waited-see = See the topic
home-my-catalog = My catalog
home-line = My line
home-line-label = Who accompanied you and whom you accompany in { $topic }
home-line-tutor = accompanied you in “{ $topic }”
home-line-me = You
home-line-shown = you demonstrated it on { $day }
home-line-shown-alone = you demonstrated “{ $topic }” on { $day }
home-line-since = you have mastered “{ $topic }” since { $day }
home-line-learner = demonstrated it in { $day }
home-line-begun = learns it with you
home-line-more = And { $count ->
    [one] one more person
   *[other] { $count } more people
  }.
home-line-all = See the thread of this topic
home-accompany = My node
home-visits-none = You have no visits coming.
home-wishes = What I asked to learn
