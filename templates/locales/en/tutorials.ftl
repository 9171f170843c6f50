# Tutorials: beginning, the thread, the record, notes, stopping.
faces-students = Students
faces-grade = Grade { $grade } { $class }
faces-teachers = Teachers and heads
faces-families = Families and community
faces-others = Others

tutorial-home = Home
tutorial-pair = { $learner } and { $tutor }

tutorial-new-title = Start a tutorial
tutorial-new-lead-own = We will ask whether they can tutor you. They may say yes, or not now.
tutorial-new-lead-tutor = You tutor this topic. Choose whom to invite; they decide.
tutorial-new-lead-teacher = Suggest that two people work together. Both decide.
tutorial-new-learner = Who will learn
tutorial-new-learner-is = { CAPITAL($name) } will learn
tutorial-new-waits = { CAPITAL($name) } (asked for it { $ago })
tutorial-new-nobody = There is nobody here to invite yet.
tutorial-new-tutor = Who can tutor
tutorial-new-tutor-is = { CAPITAL($name) } tutors
tutorial-new-visitor-is = { CAPITAL($name) }, who comes on a visit on { $day }, would be the tutor. You meet that day.
tutorial-new-guest = { CAPITAL($name) } (comes on a visit on { $day })
tutorial-new-comes = Comes on a visit on { $day }.
tutorial-new-host-is = { CAPITAL($name) }, of { $place }, tutors. You meet there, on your visit on { $day }.
tutorial-new-host-someone = Someone of { $place } tutors. You meet there, on your visit on { $day }. That day you will know who it is, if the answer is yes.
tutorial-new-busy = { $count ->
    [one] One person of the school is not here: they are learning a topic already, and it is one at a time.
   *[other] { $count } people of the school are not here: they are learning a topic already, and it is one at a time.
  }
tutorial-new-all-busy = { $count ->
    [one] Whoever could learn it here is learning another topic already, and it is one at a time.
   *[other] The { $count } people who could learn it here are learning another topic already, and it is one at a time.
  }
tutorial-new-topic-first = First, the topic
tutorial-new-topic-help = Those that have a place free today. Then you choose who tutors.
tutorial-new-no-topic = No topic has a place free right now.
tutorial-new-knows-all = There are free places, all of them in topics mastered already.
tutorial-new-no-topic-go = See the topics
tutorial-new-full = Those who offer this topic have no place right now. You can say that you want it, and wait.
tutorial-new-places = { $count ->
    [0] no place free now
    [one] one place free
   *[other] { $count } places free
  }
tutorial-new-no-offer = Nobody in { $place } offers this topic right now. You can say that you want it, and wait.
tutorial-new-no-offer-go = See the topic
tutorial-new-aloud = They have both said yes in person
tutorial-new-aloud-help = Only if both have told you. Then they start right away.
tutorial-new-note = They meet face to face, at school and in their own time. There are no messages here.
tutorial-new-needs-visit = This offer is of another school. To meet, it takes a visit on which both schools agree, and none is coming.
tutorial-new-away = This offer is of another school, and whoever makes it cannot accompany anybody of yours.
tutorial-new-visits = See the visits of your school
ranked-just = Has just demonstrated it: it would be the first time accompanying somebody.
ranked-first = It would be the first time accompanying somebody.
ranked-load = { $count ->
    [0] Accompanies nobody today.
    [one] Already accompanies one person today.
   *[other] Already accompanies { $count } people today.
}
ranked-order = First, those who have not accompanied anybody yet; then, those who accompany fewest today. Among equals, the order is not the same for everybody.
ranked-more = { $count ->
    [one] See one person more
   *[other] See { $count } people more
}
tutorial-new-ask = Ask to be tutored
tutorial-new-invite = Invite
tutorial-new-propose = Suggest

tutorial-with = { CAPITAL($learner) } with { $tutor }
tutorial-with-since = { CAPITAL($learner) } with { $tutor }, since { $day }
tutorial-see-topic = See the topic
tutorial-thread = The thread
tutorial-thread-label = Steps of this tutorial
tutorial-step-chosen = Chosen
tutorial-step-agreed = Agreed
tutorial-step-exploring = Exploring
tutorial-step-rehearsed = Rehearsed
tutorial-step-demonstrated = Demonstrated
tutorial-step-tutoring = Tutoring
tutorial-step-by = { CAPITAL($name) }, { $day }
tutorial-step-with = with { $name }, { $day }
tutorial-step-pages = { $count ->
    [one] one page of the record
   *[other] { $count } pages of the record
  }
tutorial-step-asked = asked for on { $day }
tutorial-step-planned = will be on { $day }
tutorial-step-first = { $count ->
    [one] has tutored one person
   *[other] has tutored { $count } people
  }

tutorial-next-accept-lead = Will you work on this topic together?
tutorial-next-accept-text = { $lead } { CAPITAL($learner) } learns and { $tutor } tutors. If it cannot be now, say no: you do not have to explain.
tutorial-next-accept-do = Yes, I will
tutorial-next-wait-lead = The other person has not said yes yet.
tutorial-next-wait-text = { $lead } You can ask in person.
tutorial-next-gone-lead = This proposal can no longer be accepted.
tutorial-next-gone-text = { $lead } What { $tutor } offered has been closed since. Take it back; if it is offered again, propose it anew.
tutorial-next-busy-lead = { CAPITAL($learner) } is learning another topic now.
tutorial-next-busy-text = { $lead } Once that is finished, this one can start: until then nobody has to answer.
tutorial-next-busy-own-lead = You are learning another topic now.
tutorial-next-busy-own-text = { $lead } Once you have finished, you can start this one with { $tutor }. If you no longer want it, take the proposal back.
tutorial-next-full-lead = The other person has not said yes yet.
tutorial-next-full-text = { $lead } Today { $tutor } has no free place. You can wait, or take the proposal back and choose somebody else.
tutorial-next-aloud-lead = They have not said yes yet.
tutorial-next-aloud-text = { $lead } If { $learner } and { $tutor } have told you in person that they want to, note it here.
tutorial-next-aloud-do = Note that they said yes
tutorial-next-ask-lead = The rehearsal comes next.
tutorial-next-ask-text = { $lead } When you feel that you understand, tell { $tutor } what you understood and how you got there, as if they did not know. They will tell you what is missing.
tutorial-next-ask-do = Ask to rehearse
tutorial-next-rehearsed-learner-lead = You have asked to rehearse.
tutorial-next-rehearsed-learner-text = { $lead } Find a moment with { $tutor }. When you have done it, note it here.
tutorial-next-rehearsed-learner-do = We have rehearsed
tutorial-next-rehearsed-asked-lead = { CAPITAL($learner) } asks to rehearse.
tutorial-next-rehearsed-asked-text = { $lead } Let them explain it as if the listener did not know. Then say what is missing.
tutorial-next-rehearsed-asked-do = They have rehearsed
tutorial-next-rehearsed-tutor-lead = The rehearsal comes next.
tutorial-next-rehearsed-tutor-text = { $lead } When { $learner } can explain it without help, rehearse and note it here.
tutorial-next-rehearsed-tutor-do = They have rehearsed
tutorial-next-plan-lead = The public demonstration comes next.
tutorial-next-plan-text = { $lead } Choose a day, a place, and who comes to listen to { $learner }.
tutorial-next-plan-do = Plan the demonstration
tutorial-next-again-lead = Not yet, and it can be repeated.
tutorial-next-again-text = { $lead } Work on what is missing and rehearse anew. When you have, note it here.
tutorial-next-again-do = We have rehearsed anew
tutorial-next-planned-lead = The demonstration is on { $day }.
tutorial-next-planned-text = { $lead } There { $learner } tells what was learned, and how.
tutorial-next-planned-do = See the demonstration
tutorial-next-record-lead = The day of the demonstration has come.
tutorial-next-record-text = { $lead } When { $learner } has finished, write what happened and what was decided.
tutorial-next-record-do = Write the record
tutorial-next-act-lead = This topic has been demonstrated.
tutorial-next-act-text = { $lead } The record tells what { $learner } showed and who was there.
tutorial-next-act-do = See the record
tutorial-other-not-now = Not now
tutorial-other-take-back = Withdraw the proposal
tutorial-other-record = Write the record of the demonstration
tutorial-other-rehearsed = We have rehearsed
tutorial-other-plan = Set another day

tutorial-stopped-words = This topic was left for now. What you learned stays with you, and you can come back to it whenever you like.
tutorial-stopped-words-of = This topic was left for now. What is written stays, and { $name } can come back to it at any time.
tutorial-stopped-on = It was left on { $day }.
tutorial-restop-link = Correct when or why it was left
tutorial-restop-title = When and why it was left
tutorial-restop-lead = Whatever you leave empty stays as it was.
tutorial-stopped-reason = Noted: { $reason }
tutorial-never-words = This tutorial never began. That is all right: there are more topics and more people.
tutorial-choose-other = See the topics
tutorial-first-own = Your first learner
tutorial-first = Whom { $name } tutors
tutorial-first-own-lead = You can tutor someone in this topic now. That is how the thread goes on.
tutorial-first-lead = { CAPITAL($name) } can tutor someone in this topic now. That is how the thread goes on.
tutorial-became = { CAPITAL($name) } has passed it to:
tutorial-demonstrations = Demonstrations
tutorial-why-own = Why I wanted it
tutorial-why = Why { $name } wanted it
tutorial-record-own = My record
tutorial-record = The record of { $name }
tutorial-record-empty-own = Your notebook starts here. One sentence is enough: what did you know before you started?
tutorial-record-empty = There are no pages of the record yet.
tutorial-record-paper = This tutorial comes from a sheet of paper.
tutorial-stop-link = Leave this topic for now
tutorial-resume = It was left by mistake: go on
tutorial-unrehearse-held = Take back the rehearsal
tutorial-unrehearse-asked = Take back the request to rehearse
tutorial-began-wrong = It began on another day
tutorial-began = Day on which it began
tutorial-began-do = Correct the day
tutorial-mistake = It was recorded by mistake
tutorial-mistake-more = Only if this never happened. The pages of the record no longer appear on any thread.
tutorial-withdraw = Withdraw this tutorial

tutorial-stop-title = Leave this topic for now
tutorial-stop-lead = Sometimes it is not the right time. Leaving it counts against nobody, not even { $with }. What is written stays.
tutorial-stop-day = On which day it stopped
tutorial-day-help = If it was today, leave this empty.
tutorial-rehearsed-fold = It was another day
tutorial-rehearsed-day = On which day they rehearsed
tutorial-stop-reason = Why
tutorial-stop-reason-help = Only the learner, the tutor and the school’s teachers read it.
tutorial-stop-do = Leave it for now
tutorial-stop-keep = I would rather go on

entry-title = Correct a page
entry-text = What your page says
entry-correct = Correct
entry-remove = Remove this page
entry-remove-more = Nobody will see the page any more.
entry-remove-do = Remove the page
entry-today = Write today
entry-copy = Copy a page of the notebook
entry-keep = What I want to keep
entry-keep-paper = What the notebook says
entry-help = If you like, begin with one: what surprised me? where did I get stuck? how do I know?
entry-day = The day in the notebook
entry-save-own = Save in my record
entry-save = Save in the record

note-new = Tutor’s note
note-label = What you saw
note-help = Keep it short. What did you ask, what helped, what is missing? The learner and the teachers read it.
note-save = Save the note
note-of = Note by { $name }
note-remove = Remove the note

waiting-since = asked for it { $ago }
waiting-asked = no answer yet from { $name }, asked { $ago }
waiting-proposed = This topic has been proposed to somebody. An answer is missing.
others-have-room = { $more ->
    [0] { CAPITAL($name) } has room in this topic today.
    [one] { CAPITAL($name) } and one more person have room in this topic today.
   *[other] { CAPITAL($name) } and { $more } more people have room in this topic today.
  }
others-ask = Ask for it
others-propose = Propose it
others-choose = Choose with whom
waiting-busy = is learning another topic now
waiting-see = See the proposal
waiting-invite = Invite { $name }
waiting-count = { $count ->
    [one] One person at your school is waiting for this topic.
   *[other] { $count } people at your school are waiting for this topic.
  }
waiting-ask = A wish is not signed. Whoever teaches at your school knows whose it is and can bring you together. You can also invite anyone you like.
waiting-nobody = Nobody at the school is waiting for this topic now.
waiting-choose = Choose whom to invite

flash-tutorial-proposed = The proposal is made. The other person has not said yes yet.
flash-tutorial-agreed = It is agreed. You can start.
flash-tutorial-began = The day is corrected.
flash-tutorial-resumed = It goes on as before.
flash-tutorial-unrehearsed = It is taken back.
flash-tutorial-runs = It was agreed already, and goes on. If this is not the time, it can be left for now.
flash-tutorial-refused = Not now, then. You do not have to explain.
flash-tutorial-rehearsal-asked = You asked to rehearse. Find a moment with your tutor.
flash-tutorial-rehearsed = The rehearsal is noted. The public demonstration comes next.
flash-tutorial-withdrawn = It is withdrawn.
flash-tutorial-stopped = It is saved. What you learned stays with you.
flash-tutorial-stopped-of = It is saved.
flash-entry-kept = The page is saved.
flash-entry-gone = The page is gone.
flash-note-kept = The note is saved.
flash-note-gone = The note is gone.
entry-corrected = corrected later
entry-corrected-by = corrected later by { $name }
flash-tutorial-yes = Your answer is noted. The other person has not said yes yet.
# How those meet who are not of the same place.
meeting-first = First meeting: { $day }, on a visit to { $school }.
meeting-next = Only on visits. The next one is { $day }, at { $school }.
meeting-planned = Planned for the visit of { $day }, at { $school }.
meeting-today = The visit that brings both together is today, at { $school }.
meeting-none = Only on agreed visits, and none is coming for now.
meeting-answers = Who answers for the visit: { $name }.
meeting-answers-own = You answer for the visit.
tutorial-meet = Before the first meeting there is nothing to write down. From the visit on, the record, the rehearsal and the demonstration go here.
visits-meet = Who works with whom
visits-meet-waits = still to be agreed
home-now-visit = You have both agreed.
home-go-visit = See how it stands
