# From paper: one sheet, or a week.
paper-title = Copy a tutorial from paper
paper-lead = Copy what the sheet says. Six things are enough.
paper-week-title = Copy a week from paper
paper-week-lead = Up to { $count } sheets at once. Those you leave empty do not count. Write the first letters of each name and choose.
paper-rows = { $count ->
    [one] One sheet
   *[other] { $count } sheets at once
  }
paper-row = Sheet { $row }
paper-learner = Who learned
paper-topic = Which topic
paper-topic-help = Write the first words and choose. If it does not appear, add it under Topics first.
paper-tutor = Who tutored
paper-visitor = { CAPITAL($name) } (came on a visit)
paper-visitors = Visiting
paper-left = { CAPITAL($name) } · left
paper-left-group = No longer at the school
paper-day = Day of the demonstration
paper-day-help = The one on the sheet, not today's.
paper-present = Who else was there
paper-present-help = At least one person besides learner and tutor.
paper-more = Add more from the sheet, if you like
paper-agreed = Day on which they agreed
paper-do = Save the demonstration
paper-week-do = Save the sheets
paper-alone = Learned alone
paper-alone-who = Who demonstrated
paper-alone-help = Without a tutor. Also somebody who has left the school since: write the name.
paper-alone-do = Write the demonstration down
paper-note = It is noted that you copied it from paper, and when.
paper-elsewhere = Whoever goes to another school now is in no list: copy that sheet where several fit at once, and write the name.
paper-all-or-none = All are saved or none: if something is missing, we say on which sheet.
flash-paper-week-kept = The sheets are saved.
paper-tutorial-link = A tutorial that goes on, or that stopped
paper-tutorial-title = Copy a tutorial without a demonstration from paper
paper-tutorial-lead = One that is still open, or that stopped. Four things are enough.
paper-tutorial-other = It has had its demonstration
paper-tutorial-learner = Who learns
paper-tutorial-tutor = Who tutors
paper-tutorial-began = On which day it began
paper-tutorial-stopped = On which day it stopped
paper-tutorial-stopped-help = If it is still open, leave this empty.
paper-tutorial-reason = Why it stopped
paper-tutorial-elsewhere = Someone is no longer in the lists
paper-tutorial-elsewhere-help = Whoever goes to another school now is in neither. Write the name here.
paper-tutorial-do = Save the tutorial
flash-paper-tutorial-kept = The tutorial is saved.
