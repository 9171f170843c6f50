# A school, and what stands above schools.
node-lead-school = This month { $alive ->
    [0] no tutorials are under way
    [one] one tutorial is under way or has just ended
   *[other] { $alive } tutorials are under way or have just ended
  } and { $demonstrations ->
    [0] there have been no public demonstrations yet.
    [one] there was one public demonstration.
   *[other] there were { $demonstrations } public demonstrations.
  }
node-lead-many = Here { $schools ->
    [0] there are no schools yet
    [one] there is one school
   *[other] there are { $schools } schools
  }. This month { $active ->
    [0] none has tutorials
    [one] one has tutorials
   *[other] { $active } have tutorials
  } and { $practising ->
    [0] none had public demonstrations.
    [one] one had public demonstrations.
   *[other] { $practising } had public demonstrations.
  }
node-lead-same = As many had demonstrations last month.
node-lead-more = With demonstrations that is { $change ->
    [one] one more
   *[other] { $change } more
  } than last month.
node-lead-fewer = With demonstrations that is { $change ->
    [one] one fewer
   *[other] { $change } fewer
  } than last month.
node-lead-personal = A school of the network. Where only one person teaches, the figures stay within that school.
node-lead-personal-many = { $schools ->
    [0] A place of the network, without schools yet.
    [one] There is one school here.
   *[other] There are { $schools } schools here.
  } Where only one person teaches, the figures stay within that school.
node-cct = Key { $cct }.
node-team = { $count ->
    [0] Nobody is responsible for this place yet.
    [one] One person is responsible for this place.
   *[other] { $count } people are responsible for this place.
  }
node-team-named = { $count ->
    [one] Responsible for this place: { $names }.
   *[other] Responsible for this place: { $names }.
  }
node-board = Board
node-catalog = Catalog
node-interests = Wishes without a tutor nearby
node-people = People
node-vouch = Vouch for someone
node-concerns = Concerns
node-new = Add a place
node-coming = Upcoming demonstrations
node-coming-none = No day is set yet. When one is, you will see here who, what and when.
node-acts = See the demonstrations already held
node-visits = Visits
node-visited = My visits to this school
node-children = What is here
node-children-none = There are no schools in this place yet.
node-children-all = { $count } places in all.
node-pages = Pages
node-before = Previous
node-after = Next
node-mark-good = with demonstrations this month
node-mark-near = with tutorials
node-mark-none = nothing recorded, or no figures
node-child-practising = { $demonstrations ->
    [0] With demonstrations this month, in a school that was joined to it
    [one] One demonstration this month
   *[other] { $demonstrations } demonstrations this month
  }
node-child-active = With tutorials
node-child-quiet = Nothing recorded this month
node-child-hidden = Its figures are for its own people
node-child-hidden-many = { $schools ->
    [0] No schools yet
    [one] One school; its figures are for its own people
   *[other] { $schools } schools; their figures are for their own people
  }
node-own-team = { $demonstrations ->
    [one] One more demonstration of this month is of the team here, and not of a school.
   *[other] { $demonstrations } more demonstrations of this month are of the team here, and not of a school.
  }
node-child-many = Of { $schools ->
    [one] one school
   *[other] { $schools } schools
  }, { $active } with tutorials and { $practising } with demonstrations
node-figures = How it is going
node-figures-open = See the figures for twelve months
node-figures-none = Nothing was recorded in the last twelve months.
node-month = Month
node-table = The same data as a table
node-hidden = not shown
node-hidden-why = A number of people below { $least }, or of a school that is not yours, is not shown, so that nobody can tell who they are.
node-hidden-all = How many new tutors there were each month is not shown: where they are fewer than { $least } people, or of a school that is not yours, the number would tell who.
node-new-tutors = In twelve months, { $count ->
    [0] nobody became a tutor.
    [one] one person demonstrated for the first time and can now tutor.
   *[other] { $count } people demonstrated for the first time and can now tutor.
  }
node-events-found = In twelve months { $begun ->
    [0] no tutorial began
    [one] one tutorial began
   *[other] { $begun } tutorials began
  } and { $demonstrations ->
    [0] there were no public demonstrations yet
    [one] there was one public demonstration
   *[other] there were { $demonstrations } public demonstrations
  }.
node-events-read = Each point is a month.
node-events-title = Tutorials begun, new tutors and demonstrations, by month. The data are in the table.
node-events-line-0 = Begun
node-events-line-1 = New tutors
node-events-line-2 = Demonstrations
node-events-end-0 = { $count } begun
node-events-end-1 = { $count ->
    [one] { $count } new tutor
   *[other] { $count } new tutors
  }
node-events-end-2 = { $count ->
    [one] { $count } demonstration
   *[other] { $count } demonstrations
  }
node-schools-found = { $most ->
    [0] { $schools ->
        [0] In twelve months no school had demonstrations.
        [one] In twelve months the only school had no demonstrations.
       *[other] In twelve months none of the { $schools } schools had demonstrations.
      }
    [one] In its best month, { $month }, { $schools ->
        [one] the only school had demonstrations.
       *[other] one of { $schools } schools had demonstrations.
      }
   *[other] In its best month, { $month }, { $most } of { $schools } schools had demonstrations.
  }
node-schools-all = Schools
node-schools-read = Each point counts the schools of that month.
node-schools-title = Schools with tutorials, with own tutors, and with demonstrations, by month. The data are in the table.
node-schools-line-0 = Active
node-schools-line-1 = With own tutors
node-schools-line-2 = Practising
node-schools-end-0 = { $count } active
node-schools-end-1 = { $count } with own tutors
node-schools-end-2 = { $count } practising
node-topics = Topics alive this month
node-topics-none = Nobody is working on a topic this month yet.
node-topics-more = And { $count ->
    [one] one more topic
   *[other] { $count } more topics
  }.
node-see-topics = See the topics
node-in-schools = In { $count ->
    [one] one school
   *[other] { $count } schools
  }.
node-and-more = and { $count ->
    [one] one more school
   *[other] { $count } more schools
  }
node-promoted = Learners who became tutors
node-promoted-count = { $count ->
    [0] This month no school has a tutor who learned their topic in the network.
    [one] This month one school has a tutor who learned their topic with another person and demonstrated it.
   *[other] This month { $count } schools have a tutor who learned their topic with another person and demonstrated it.
  }
node-promoted-which = See which
node-families = Families
node-words = The figures
node-words-open = What each one means
node-word-active = Active
node-word-active-is = A school where, on some day of the month, at least one tutorial was open, or one ended. Schools are counted where they are on the last day of the month; what happened in one that was joined to another counts for that other.
node-word-practising = Practising
node-word-practising-is = A school where someone gave a public demonstration in the month, whether they were ready to tutor or not yet.
node-word-begun = Begun
node-word-begun-is = Tutorials on which both people agreed in that month.
node-word-demonstrations = Demonstrations
node-word-demonstrations-is = Those that were held. Upcoming ones are neither counted nor published.
node-word-new = New tutors
node-word-new-is = People whose first demonstration with a tutor, ready to tutor others, was in that month. Each counts once.
node-word-topic = Topic alive
node-word-topic-is = Someone is learning it, or demonstrated it this month.
node-word-promoted = Own tutors
node-word-promoted-is = They were learners: they tutor a topic that they learned with another person and demonstrated in public.
node-word-hidden = Not shown
node-word-hidden-is = Every tutorial and demonstration is counted. A number of people is not shown when it is below { $least }, nor is that of one school to readers outside it. Where only one person teaches, only that school sees the figures.
