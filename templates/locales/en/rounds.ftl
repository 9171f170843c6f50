# The pairs that a teacher is suggested for a group.
round-title = { $count ->
    [0] No pairs for now
    [one] One possible pair
   *[other] { $count } possible pairs
  }
round-board = My group
round-lead = { $count ->
    [one] { $waiting ->
        [one] With this pair, the one person who waits begins with a topic of their own choice.
       *[other] With this pair, one of { $waiting } people who wait begins with a topic of their own choice.
      }
   *[other] With these, { $count } of { $waiting } people who wait begin with a topic of their own choice.
  } No way lets more begin.
round-lead-more = These are suggestions. Once proposed, each side is asked and says yes or no. Untick the one that does not suit: nobody has to say why.
round-none = Some are waiting, and nobody can accompany them today. Below it says why.
round-nobody-waits = Nobody of this group is waiting. When somebody asks for a topic, here you will see with whom they could begin.
round-all-asked = Everybody who waits has asked for a topic already. Below it says whom, and who else has room.
round-pending = They asked and have no answer
round-fault = We could not verify that these pairs are the best, so none is shown. It has been noted, to be put right. Meanwhile, propose each tutorial from your board.
round-nothing-written = Nothing has been proposed yet. Change or untick those pairs and send them again.
round-today = Today and then
round-today-caption = If both sides of each pair say yes
round-state = How they are
round-now = Today
round-then = Then
round-learning = Learn with somebody
round-waiting = Wait
round-asked = { $count ->
    [one] One more has a proposal without an answer. The place is kept.
   *[other] { $count } more have a proposal without an answer. Their places are kept.
  }
round-fewer = { $count ->
    [one] With what you changed, one person fewer begins.
   *[other] With what you changed, { $count } people fewer begin.
  }
round-as-many = With what you changed, as many begin.
round-pairs = Pairs
round-pair = { CAPITAL($learner) } with { $tutor }
round-with = With whom { $learner } begins
round-change = Change
round-nobody = With nobody for now
round-best = Whatever comes out best
round-by-hand = You chose this pair.
round-overfull = { CAPITAL($tutor) } has no room for so many. Change one.
round-instead = See with whom they could begin now.
round-propose = Propose the ticked ones
round-see = See the effect
round-left = Without a pair this time
round-since = asked { $ago }
round-left-by-hand = You chose that they do not begin for now.
round-left-given = The places that there are go to others today.
round-left-full = Those who offer it have no room.
round-left-apart = Those who offer it cannot accompany them here.
round-left-not-offered = Somebody knows it well, and does not offer it today.
round-left-nobody = Nobody here knows it well yet.
round-left-withdrawn = The topic is no longer in the fund.
round-opens = A place opens when { $name } demonstrates “{ $topic }”.
round-opens-on = A place opens when { $name } demonstrates “{ $topic }”: { $day }.
round-opening-see = See how { $name } is doing
round-visit = Invite somebody who knows it
round-places = What each place means
round-without = { $count ->
    [one] Without { $tutor }, one more person would wait.
   *[other] Without { $tutor }, { $count } more people would wait.
  }
round-more = With one more place of { $tutor } in “{ $topic }”, one more person would begin.
round-before = Earlier rounds
round-before-none = Each time you propose pairs it is kept here: when, who, and what came of it.
round-before-see = See the pairs and what counted
round-past = { $by } proposed { $count ->
    [one] one pair
   *[other] { $count } pairs
  }. { $waiting ->
    [one] One person was waiting
   *[other] { $waiting } were waiting
  } and { $best ->
    [0] nobody could begin.
    [one] one could begin.
   *[other] { $best } could begin.
  }
round-chosen = by hand
round-weights = What counted, in points: { $weights }.
round-part-rank = order of the wish
round-part-waited = wait
round-part-near = nearness
round-part-first-learner = first learner
round-part-load = how many they accompany
round-part-language = language
round-became-demonstrated = { $count ->
    [one] One has demonstrated.
   *[other] { $count } have demonstrated.
  }
round-became-open = { $count ->
    [one] One is under way.
   *[other] { $count } are under way.
  }
round-became-asked = { $count ->
    [one] One waits for an answer.
   *[other] { $count } wait for an answer.
  }
round-became-stopped = { $count ->
    [one] One was stopped.
   *[other] { $count } were stopped.
  }
round-reason-wished = { $place ->
    [1] It is what { $learner } put first.
    [2] It is the second wish of { $learner }.
    [3] It is the third wish of { $learner }.
   *[other] It is among the wishes of { $learner }.
  }
round-reason-waited = { $days ->
    [one] { $learner } has been waiting for a day.
   *[other] { $learner } has been waiting for { $days } days.
  }
round-reason-visit = { CAPITAL($tutor) } is visiting on { $day }: they would meet that day, at the school.
round-reason-just = { CAPITAL($tutor) } has just demonstrated it: { $learner } would be their first learner.
round-reason-first = { CAPITAL($learner) } would be the first learner of { $tutor }.
round-reason-free = { $places ->
    [one] { $tutor } has a free place.
   *[other] { $tutor } has { $places } free places.
  }
round-reason-load = { $count ->
    [one] { $tutor } accompanies somebody else already.
   *[other] { $tutor } accompanies { $count } others already.
  }
round-reason-language = The topic is in another language than that of { $learner }.
flash-round-proposed = The proposals are made. Each side says yes or no.
