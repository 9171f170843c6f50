# Tutorials: beginning, the thread, the record, notes, stopping.
faces-students = Students
faces-grade = Grade { $grade } { $class }
faces-teachers = Teachers and heads
faces-families = Families and community
faces-others = Others

tutorial-home = Home
tutorial-pair = { $learner } and { $tutor }

tutorial-new-title = Begin a tutorial
tutorial-new-lead-own = We will ask whether they can accompany you. They may say yes, or not now.
tutorial-new-lead-tutor = You accompany others in this topic. Choose whom to invite; they decide.
tutorial-new-lead-teacher = Suggest that two people work together. Both decide.
tutorial-new-learner = Who will learn
tutorial-new-learner-is = { $name } will learn
tutorial-new-waits = { $name } (asked for it { $ago })
tutorial-new-nobody = There is nobody here to invite yet.
tutorial-new-tutor = Who can accompany
tutorial-new-tutor-is = { $name } accompanies
tutorial-new-places = { $count ->
    [0] no place free now
    [one] one place free
   *[other] { $count } places free
  }
tutorial-new-no-offer = Nobody at your school offers this topic for now. You can say that you want it, and wait.
tutorial-new-no-offer-go = See the topic
tutorial-new-aloud = They have said yes aloud
tutorial-new-aloud-help = Only if both have told you. Then they begin at once.
tutorial-new-note = They meet face to face, at school and in their own time. There are no messages here.
tutorial-new-ask = Ask to be accompanied
tutorial-new-invite = Invite
tutorial-new-propose = Suggest

tutorial-with = { $learner } with { $tutor }
tutorial-with-since = { $learner } with { $tutor }, since { $day }
tutorial-see-topic = See the topic
tutorial-thread = The thread
tutorial-thread-label = Steps of this tutorial
tutorial-step-chosen = Chosen
tutorial-step-agreed = Agreed
tutorial-step-exploring = Exploring
tutorial-step-rehearsed = Rehearsed
tutorial-step-demonstrated = Demonstrated
tutorial-step-tutoring = Tutoring
tutorial-step-by = { $name }, { $day }
tutorial-step-with = with { $name }, { $day }
tutorial-step-pages = { $count ->
    [one] one page of the record
   *[other] { $count } pages of the record
  }
tutorial-step-asked = asked for on { $day }
tutorial-step-planned = will be on { $day }
tutorial-step-first = { $count ->
    [one] has accompanied one person
   *[other] has accompanied { $count } people
  }

tutorial-next-accept-lead = Will you work on this topic together?
tutorial-next-accept-text = { $lead } { $learner } learns and { $tutor } accompanies. If it cannot be now, say no: there is nothing to explain.
tutorial-next-accept-do = Yes, I will
tutorial-next-wait-lead = The other person has still to say yes.
tutorial-next-wait-text = { $lead } You can ask in person.
tutorial-next-aloud-lead = They have still to say yes.
tutorial-next-aloud-text = { $lead } If { $learner } and { $tutor } have told you so aloud, note it here.
tutorial-next-aloud-do = Note that they said yes
tutorial-next-ask-lead = The rehearsal comes next.
tutorial-next-ask-text = { $lead } When you feel that you understand, tell { $tutor } what you understood and how you got there, as if they did not know. They will say what is missing.
tutorial-next-ask-do = Ask to rehearse
tutorial-next-rehearsed-learner-lead = You have asked to rehearse.
tutorial-next-rehearsed-learner-text = { $lead } Find a moment with { $tutor }. When you have done it, note it here.
tutorial-next-rehearsed-learner-do = We have rehearsed
tutorial-next-rehearsed-asked-lead = { $learner } asks to rehearse.
tutorial-next-rehearsed-asked-text = { $lead } Let it be told as if the listener did not know. Then say what is missing.
tutorial-next-rehearsed-asked-do = They have rehearsed
tutorial-next-rehearsed-tutor-lead = The rehearsal comes next.
tutorial-next-rehearsed-tutor-text = { $lead } When { $learner } can tell it without help, rehearse and note it here.
tutorial-next-rehearsed-tutor-do = They have rehearsed
tutorial-next-plan-lead = The public demonstration comes next.
tutorial-next-plan-text = { $lead } Choose a day, a place, and who comes to listen to { $learner }.
tutorial-next-plan-do = Plan the demonstration
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
tutorial-other-take-back = Take the proposal back
tutorial-other-record = Write the record of the demonstration
tutorial-other-rehearsed = We have rehearsed

tutorial-stopped-words = This topic was left for now. What was learned stays with you, and you can come back to it whenever you like.
tutorial-stopped-reason = Noted: { $reason }
tutorial-never-words = This tutorial never began. That is all right: there are more topics and more people.
tutorial-choose-other = See the topics
tutorial-first-own = Your first learner
tutorial-first = Whom { $name } accompanies
tutorial-first-own-lead = You can accompany someone in this topic now. So the thread goes on.
tutorial-first-lead = { $name } can accompany someone in this topic now. So the thread goes on.
tutorial-became = { $name } has passed it to:
tutorial-demonstrations = Demonstrations
tutorial-why-own = Why I wanted it
tutorial-why = Why { $name } wanted it
tutorial-record-own = My record
tutorial-record = The record of { $name }
tutorial-record-empty-own = Your notebook begins here. One sentence will do: what did you know before you began?
tutorial-record-empty = There are no pages of the record yet.
tutorial-record-paper = This tutorial comes from a sheet of paper.
tutorial-stop-link = Leave this topic for now
tutorial-mistake = It was noted by mistake
tutorial-mistake-more = Only if this never happened. The pages of the record are no longer seen on any thread.
tutorial-withdraw = Withdraw this tutorial

tutorial-stop-title = Leave this topic for now
tutorial-stop-lead = Sometimes it is not the moment. Leaving it counts against nobody, nor against { $with }. What is written stays.
tutorial-stop-reason = Why
tutorial-stop-reason-help = Read only by the learner, the tutor, and who teaches at the school.
tutorial-stop-do = Leave it for now
tutorial-stop-keep = I would rather go on

entry-title = Correct a page
entry-text = What your page says
entry-correct = Correct
entry-remove = Take this page out
entry-remove-more = Nobody will see the page any more.
entry-remove-do = Take the page out
entry-today = Write today
entry-copy = Copy a page of the notebook
entry-keep = What I want to keep
entry-keep-paper = What the notebook says
entry-help = If you like, begin with one: what surprised me? where did I get stuck? how do I know?
entry-day = The day in the notebook
entry-save-own = Keep in my record
entry-save = Keep in the record

note-new = Note of the tutor
note-label = What you saw
note-help = Short. What did you ask, what helped, what is missing? Read by the learner and who teaches.
note-save = Keep the note
note-of = Note of { $name }
note-remove = Take the note out

waiting-since = asked for it { $ago }
waiting-busy = is learning another topic now
waiting-see = See the proposal
waiting-invite = Invite { $name }
waiting-nobody = Nobody at the school waits for this topic now.
waiting-choose = Choose whom to invite

flash-tutorial-proposed = The proposal is made. The other person has still to say yes.
flash-tutorial-agreed = It is agreed. You can begin.
flash-tutorial-refused = Not now, then. There is nothing to explain.
flash-tutorial-rehearsal-asked = You have asked to rehearse. Find a moment with your tutor.
flash-tutorial-rehearsed = The rehearsal is noted. The public demonstration comes next.
flash-tutorial-withdrawn = It is withdrawn.
flash-tutorial-stopped = It is kept. What was learned stays with you.
flash-entry-kept = The page is kept.
flash-entry-gone = The page is gone.
flash-note-kept = The note is kept.
flash-note-gone = The note is gone.
entry-corrected = corrected later
