# What is wrong, and what to do: problem-<name>, as in domain::refusal.
problem-missing = This is missing.
problem-too-long = This is too long: there is room for { $count } characters.
problem-too-short = This is too short: it needs { $count } characters.
problem-unknown-choice = Choose one of the options.
problem-not-between = Write a number between { $least } and { $most }.
problem-not-a-date = This is not a date. Write day, month and year.
problem-in-the-future = That day has not come yet. Check the month and the year.
problem-in-the-past = That day has passed. Choose today or a day to come.
problem-before-it-began = That day is before it started. Check both dates.
problem-curp = This looks like a CURP. We do not keep it here: please take it out.
problem-email = This looks like an e-mail address. We do not keep it here: please take it out.
problem-phone = This looks like a phone number. We do not keep it here: please take it out.
problem-not-a-name = Write only the first name and, if needed, an initial or a second name.
problem-name-signs = Write the name with letters only. Points, hyphens and apostrophes are fine.
problem-not-a-place = Write the name of the place with letters, and digits if needed.
problem-name-taken = Someone already has that name. Add an initial to tell them apart.
problem-wrong-credentials = That does not match. Type it again, slowly.
problem-too-many-tries = There were many tries. Wait { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
  } and try again.
problem-code-spent = That code has been used or is too old. Ask for another.
problem-passwords-differ = The two passwords are not the same. Write them again.
problem-own-tutor = The same person cannot learn and tutor. Choose someone else.
problem-tutor-does-not-master = On that day the tutor did not know this topic well yet.
problem-offer-closed = This person no longer offers the topic. See who else could tutor you.
problem-offer-full = There is no place left: someone got there first. You can wait or look for someone else.
problem-learner-busy = There is already a tutorial under way. Finish or leave that one to start another.
problem-same-tutorial-open = There is already an open tutorial on this topic.
problem-already-masters = They already know this topic well.
problem-cannot-be-paired = These two people cannot work together for now. Choose someone else.
problem-needs-visit = They are from different places: they can only work together during a visit that the school has agreed to.
problem-needs-voucher = An adult from the family or the community needs someone at the school to vouch for them.
problem-tutorial-ended = This tutorial has ended.
problem-not-agreed-yet = The other person has not said yes yet.
problem-needs-witness = Say who else was present: at least one more person.
problem-not-by-the-learner = The decision is written down by the tutor or a teacher, not by the learner.
problem-responsible-is-visitor = The person responsible for the visit is from the school and is not one of the visitors.
problem-visitor-is-minor = Only adults come as visitors.
problem-last-steward = This is the only person responsible for this place. Name another first.
problem-prerequisite-loop = The topic would come before itself. Take out one of the topics that help to come before.
problem-still-in-use = Something still depends on this. Correct or withdraw the demonstration first.
problem-changed-meanwhile = Someone saved another version while you were writing. Copy your text, open the new one and save again.
problem-too-far-ahead = That day is more than a year ahead. Check the year.
problem-not-a-key = A school’s key has ten letters and digits, such as 11DTV0002T. Check it, or leave it for later.
problem-not-a-handle = Use 3 to 40 letters without accents, digits, dots or hyphens, without spaces.
problem-nobody-reads = Nobody else could read it there. Choose the people responsible one level up, or talk with someone you trust.
