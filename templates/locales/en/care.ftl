# Visits, and what somebody says is wrong.
visits-title = Visits
visits-lead = People from other places work with students only during an agreed visit.
visits-new = Arrange a visit
visits-coming = Coming up
visits-nobody-answers = Nobody answers for this visit any more: { $name } is not here. Until somebody does, nobody can meet on it; set it right and say who answers.
visits-responsible = Responsible for the visit: { $name }
visits-propose = Find someone to learn from
visits-learn = { $count ->
    [one] There is one topic that you could learn there
   *[other] There are { $count } topics that you could learn there
  }
visits-learn-how = Open it to ask that someone of the school tutors you that day.
visits-edit = Correct this visit
visit-edit-title = Correct a visit
visit-edit-lead = The day, who comes and who answers for it. Whatever has begun on it is kept.
visit-named = Already named
flash-visit-corrected = The visit is corrected.
visits-end = Cancel this visit
visits-end-all = { $count ->
    [one] Remove the visit and close it
   *[other] Remove the visit and close them
  }
visits-none = No visits are agreed.
visits-none-teacher = No visits are agreed. When someone is going to come, arrange it here first.
visits-over = Those that have been
visits-over-see = See those of the last year
visits-over-none = There are no more here.
visits-over-more = See earlier ones
visits-over-back = Back to the latest
visits-waited = it has not been said whether they came
visits-asked-over = You were invited to this visit. Did you go?
visits-came = Yes, I went
visit-new-title = Arrange a visit
visit-new-lead = Who comes to { $school }, and on which day?
visit-from = Where they come from
visit-from-near = The zone and above
visit-from-do = See those people
visit-day = Which day
visit-people = Who comes
visit-people-help = Adults only.
visit-nobody = Nobody is listed there. Choose another place.
visit-alone = { $school } is for now the only place in this Relevo: nobody of another place is listed, so there is nobody to expect on a visit.
visit-alone-how = If a coach or another adult comes to work with you, add that person to the school with the office held. Then both can accompany and learn here without agreeing on a visit.
visit-alone-add = Add a person to the school
visit-alone-ask = A steward of the school adds people.
visit-responsible = Who is responsible for the visit
visit-responsible-help = Someone who teaches at the school and does not work with the visitors that day.
visit-do = Agree to the visit
flash-visit-agreed = The visit is agreed.
flash-visit-ended = The visit is cancelled.

concern-title = Something is wrong
concern-lead = If something makes you uneasy, frightens you or is not true, say so here. You do not have to give your name.
concern-school = Your school
concern-school-help = Write part of its name.
concern-school-search = Search
concern-school-none = There is no school with that name. Try another word.
concern-text = What is happening
concern-text-help = In your own words. One sentence is enough.
concern-reader = Who reads it
concern-reader-school = The people responsible for Relevo at { $node }
concern-reader-school-more = Adults of your school.
concern-reader-above = The people responsible for Relevo at { $node }
concern-reader-above-more = Adults from outside { $node }. Choose this if it is about someone at your school.
concern-about = Who it is about
concern-about-help = That person will not read it, even if they are responsible for Relevo.
concern-about-guest = { CAPITAL($name) } (comes on visits)
concern-about-nobody = I would rather not say
concern-signed = Let them know that it was me
concern-signed-help = If you leave this unmarked, we do not keep who said it.
concern-tell-page = Say which page I was on
concern-tell-page-help = It helps if it is about something written there. Sometimes it lets others guess who said it.
concern-from-page = (From the page { $page })
concern-do = Send it
concern-urgent = If there is danger now, find an adult you trust, or call 911.
concern-thanks-title = Thank you for telling us
concern-thanks-school = The people responsible for Relevo at { $node } will read it.
concern-thanks-above = The people responsible for Relevo at { $node }, outside your school, will read it.
concern-thanks-more = If you want to tell someone in person, find someone you trust. You did nothing wrong by saying it.

concerns-title = What is wrong
concerns-lead = People in the network said this. Read it calmly and deal with it soon; do not try to find out who wrote it.
concerns-open = To deal with
concerns-done = Dealt with
concerns-none = There is nothing to deal with.
concerns-erased = What it said was erased with somebody whom it named or who signed it.
concerns-more = See earlier ones
concerns-about = About { $name }.
concerns-by = Said by { $name }.
concerns-unsigned = Unsigned.
concerns-answer = I am dealing with it
concerns-answered = { CAPITAL($name) } dealt with it on { $day }.
flash-concern-answered = It is noted that you are dealing with it.
visits-leaning = { $count ->
    [one] One tutorial depends on this visit. If you remove it, that tutorial closes.
   *[other] { $count } tutorials depend on this visit. If you remove it, they close.
  }
visit-day-help = It can be a day that is past, if you copy it from paper.
flash-visit-noted = The visit is noted.
concern-only-here = In this school only those who look after Relevo here read what is said. If it is about them, do not write it: tell another adult whom you trust, inside or outside the school.
visits-waits = has not said yet whether they come
visits-asked = You are invited to this visit. Are you going?
visits-accept = Yes, I am going
flash-visit-accepted = It is noted that you are going.
flash-visit-came = It is noted that you went.
home-visit-asked = You have not said yet whether you go
