# The notice for families, and what they answered.
words-purpose-photos = photos of their work
words-purpose-card = a card to sign in outside the classroom
words-purpose-poster = their name on the wall
consent-photos-short = Photos
consent-card-short = Card
consent-poster-short = Wall
consent-photos-more = A photo or a PDF of a notebook or of what was made, beside the record; never faces. Seen by the learner, whoever accompanies them and those who teach. It helps when words are not enough.
consent-card-more = A card to sign in with from home or elsewhere. Whoever holds it can sign in in the child's name and see the school's names. Without consent the card works only while the classroom is open.
consent-poster-more = The printed catalog hangs where anybody passes, and says who accompanies in each topic. Without consent it says the topic and not the name.
consent-yes = Yes
consent-no = No
consent-open = No answer
consent-given = { $purpose }: yes
consent-refused = { $purpose }: no
consent-unasked = { $purpose }: no answer
consent-said-yes = { CAPITAL($name) } said yes, { $day }
consent-said-no = { CAPITAL($name) } said no, { $day }
consent-line-yes = Yes: { $purpose }
consent-line-no = No: { $purpose }
consent-nameless = Somebody whose name was erased
consent-link = What their family allows
consent-child-title = Consent for { $name }
consent-rule = If a child's guardians disagree, one no is enough.
consent-hidden = { $count ->
    [one] One photo or PDF of { $name }’s is no longer shown to anybody, because a yes of the family is missing. You can remove it, or leave it until the family decides.
   *[other] { $count } photos or PDFs of { $name }’s are no longer shown to anybody, because a yes of the family is missing. You can remove them, or leave them until the family decides.
}
consent-hidden-link = See what there is and remove it
consent-enter = Write down what was said
consent-enter-more = As it stands on the paper. To take a consent back, mark No: any of the guardians can. What you leave without an answer stays as it was.
consent-who = Who signed
consent-another = Somebody else
consent-written = If somebody else, the name
consent-written-help = As it stands on the paper. The name alone: nothing else is kept about whoever signs.
consent-answers = What the answer was
consent-save = Keep
consent-papers = Papers entered
consent-withdraw = No longer counts
consent-withdraw-more = A paper stops counting if it was entered by mistake, or if whoever signed is no longer a guardian. It stays in sight.
consent-out = No longer counts.
flash-consent-kept = Written down.
flash-consent-withdrawn = That paper no longer counts.
consents-title = Notice and consent
consents-link = Notice and consent of families
consents-link-more = Which families have the notice of what is kept, and what they allow.
consents-lead = The notice tells families what is kept about their children. Three things need their consent.
consents-which = Which group
consents-groups = Other groups
consents-group = { $count ->
    [one] One student. With the notice: { $noticed }. Answered everything: { $answered }.
   *[other] { $count } students. With the notice: { $noticed }. Answered everything: { $answered }.
}
consents-today = What holds today
consents-noticed = Has the notice since { $day }
consents-not-noticed = No notice yet
consents-hand = Hand out the notice
consents-hand-more = One sheet for each family, with the child's name and the questions at its foot. The code leads to where the answers are entered.
consents-print = Print the group's sheets
consents-given = I have handed them out
consents-without = { $count ->
    [one] One family has no notice yet.
   *[other] { $count } families have no notice yet.
}
consents-enter = Enter the sheets that came back
consents-enter-more = One row a sheet; empty rows do not count. To take a consent back, mark No. Whoever signs with a name that is known already is the same person.
consents-day-help = The one on the sheets. If the days differ, enter them separately.
consents-signed = Has signed: { $names }
consents-save = Enter the sheets
flash-consents-kept = Entered.
flash-notice-given = It is noted that the group has the notice.
notice-title = Notice for families
notice-heading = What it is and what it keeps
notice-lead = { $school } uses Relevo, a shared notebook in which children learn from others and teach others. This notice is for mothers, fathers and guardians.
notice-read = Read the notice
notice-kept = What is kept about your child
notice-kept-is = A short name, grade and group, the language read in, and being a minor. Which topics the child wanted to learn, who accompanied whom and when; what the child writes in the record; what was shown at a demonstration and what was asked. About you, your name and what you answer here.
notice-why = What for
notice-why-is = To know who can accompany whom, and so that what was learned is not lost. Nothing is graded, nobody is compared, there are no advertisements and nothing is sold.
notice-never = What is never kept
notice-never-is = No CURP, no birth date, no surnames that are not needed, no address, no phone, no e-mail, no photos of people, no marks.
notice-seen = Who sees it
notice-seen-is = Names: those who belong to { $school }. The record: the learner, whoever accompanies, and those who teach. Outside the school, topics and numbers are seen, without names. The school can see who opened each record.
notice-long = For how long
notice-long-is = For as long as the child studies here. { CAPITAL($archive) } after leaving, the child stands in no list any more; { $erase } after leaving, the name and what the child wrote are erased, without anybody having to ask. It is erased before if somebody of the family asks.
notice-erase = How to have it erased
notice-erase-is = Say so at { $school }, aloud or in writing, to whoever teaches. The name and everything written by or about the child is erased, also if an older copy is put back; what stays, without a name, is that somebody learned a topic. In the same way you can ask to see what there is, or to have it put right.
notice-asked = This needs your consent
notice-asked-is = Answer yes or no to each. A no changes nothing in what the child learns.
notice-no = If one of a child's guardians says no, that is enough. Any of them can take a consent back at any time: say so at school, and it holds from when it is written down.
notice-sheet = Sheets with the notice
notice-sheet-blank = Print a sheet without a name
notice-sheet-how = { $count ->
    [one] One sheet. Print it, have it signed, and enter the answers here.
   *[other] { $count } sheets, one a family. Print them, have them signed, and enter the answers here.
}
notice-scan = To enter it in Relevo
notice-child = Student
notice-day = Day of the signature
notice-who = Name of whoever signs
notice-sign = Signature
notice-link = Notice for families: what is kept and who sees it
file-hidden = Not shown: the family's consent is missing.
file-closed = For photos or PDFs the family has to say yes, and nobody no. Print the sheet, have it signed, and enter the answer.
file-closed-grown = Photos and PDFs are not shown nor added: it is theirs to decide, on their page.
file-closed-grown-own = While you were a minor, your family did not allow photos or PDFs. Now it is yours to decide.
file-closed-own = For photos or PDFs your family has to say yes. Ask for the sheet at your school. What you write is kept all the same.
file-back = Back to the record
problem-photos-need-consent = The family's consent to photos and PDFs is missing.
problem-card-needs-consent = This card opens while somebody holds the classroom open. To sign in outside the classroom your family has to say yes: ask for the sheet at your school.
poster-unnamed = { $count ->
    [one] One name is left out, because the family has not said that it may hang on the wall.
   *[other] { $count } names are left out, because their families have not said that they may hang on the wall.
}
poster-ask = { $count ->
    [one] Somebody accompanies you: ask at the school
   *[other] { $count } people accompany you: ask at the school
}
