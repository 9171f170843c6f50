# Lists that come in and go out: what they would bring, what has to be decided, and why a row is not taken.
node-lists = Bring or take lists
members-lists = Bring or take a list
lists-title = Lists of { $node }
lists-heading = Lists
lists-lead = Bring a file that you already have. First you see what it would change; nothing is kept until you confirm it.
lists-waiting = Waiting here
lists-state-waiting = To be looked at
lists-state-begun = Half done
lists-state-done = { $count ->
    [0] Done, nothing changed
    [one] Done, one row kept
   *[other] Done, { $count } rows kept
}
lists-until = Deleted on { $day }.
lists-in = Bring a list
lists-kind = What does the file hold?
lists-kind-people = People of the school
lists-kind-schools = Schools of a register
lists-kind-topics = Topics
lists-file = The file
lists-file-help = From a spreadsheet: CSV or XLSX, { $megabytes } MB or less. The first row says what each column holds.
lists-look = See what it would change
lists-note-people = Of each person we read the name, the grade, the group, the position, whether they are a minor, and their language. Of the surname, only the initial. The rest is taken out before the file is kept: CURP, date of birth, telephone, marks.
lists-note = The file waits here for two days and only you see it. Then it is deleted.
lists-out = Take a list
lists-out-more = It is the same list that you can bring: bring it again and nothing changes.
lists-out-people = Download the people of the school (CSV)
lists-too-large = The file is too large: { $megabytes } MB fit. Split it into several.
lists-file-unpacks = The file holds too much. Split it into several.
lists-file-columns = The file has too many columns. Take out those that are not needed.
lists-file-rows = The file has too many rows: { $count } fit. Split it into several.
lists-file-empty = The file is empty.
lists-file-not-text = It is not a spreadsheet. Save it as XLSX or as CSV.
lists-file-not-workbook = It cannot be read. Open it, save it again as XLSX or as CSV, and bring it again.
lists-file-quote = A quotation mark opens in row { $row } and is never closed. Mend it and bring the file again.
lists-missing = No column says this: { $field }. Choose below which one it is.
lists-row = Row { $row }

list-title = { $file }
list-lead = This is what would happen. Nothing is kept yet.
list-so-far = { $count ->
    [one] One row is kept already.
   *[other] { $count } rows are kept already.
}
list-begun = { $count ->
    [0] It stopped halfway: no row is kept yet.
    [one] It stopped halfway: one row is kept.
   *[other] It stopped halfway: { $count } rows are kept.
}
list-begun-more = { $count ->
    [0] Go on to finish it.
    [one] One row is missing. Go on to finish it: nothing is done twice.
   *[other] { $count } rows are missing. Go on to finish it: nothing is done twice.
}
list-go-on = Go on
list-done = { $count ->
    [0] Done. There was nothing to keep.
    [one] Done. One row was kept.
   *[other] Done. { $count } rows were kept.
}
list-see-people = See the people
list-see-topics = See the topics
list-count-new = { $count ->
    [one] new
   *[other] new
}
list-count-changed = { $count ->
    [one] changes
   *[other] change
}
list-count-unchanged = unchanged
list-count-asked = to decide
list-count-refused = { $count ->
    [one] not taken
   *[other] not taken
}
list-confirm-people = { $count ->
    [one] Keep one person
   *[other] Keep { $count } people
}
list-confirm-schools = { $count ->
    [one] Keep one school
   *[other] Keep { $count } schools
}
list-confirm-topics = { $count ->
    [one] Keep one topic
   *[other] Keep { $count } topics
}
list-report = Download the whole review (CSV)
list-only-asked = Only what you decide below is missing.
list-nothing = There is nothing to keep.
list-asked = Is it the same person?
list-asked-more = Nobody is joined with anybody unless you say so. What you leave for later is not kept.
list-asked-all = { $count } rows say of somebody at the school what is known here.
list-asked-all-do = They are the same people
list-asked-row = Row { $row }: { $name }
list-asked-rest = { $count ->
    [one] After these there is one more.
   *[other] After these there are { $count } more.
}
list-answer = Keep what I decided
lists-like-member = Somebody of the school has this name already, with another grade, group or position.
lists-like-there = Somebody of the school has this name already, and nothing that is known here tells them apart.
lists-like-row = Row { $row } has the same name, and no surname tells them apart.
lists-there = It is { $name }, { $group }.
lists-later = Decide later
lists-same-member = It is the same person: set the details right as in the list
lists-same-there = It is the same person: all stays as it is
lists-same-earlier = It is the same person: this row is not needed
lists-another = It is another person
lists-other-name = If it is another, what name tells them apart?
list-group-refused = Not taken
list-group-doubtful = To check
list-group-new = New
list-group-changed = Changed
list-group-unchanged = Unchanged
list-group-count = { $count ->
    [one] One row
   *[other] { $count } rows
}
list-group-more = { $count ->
    [one] There is one more in the review.
   *[other] There are { $count } more in the review.
}
list-doubtful-more = These rows are taken, but something in them looks like a mistake.
list-circles = Prerequisites in a circle
list-circles-more = These topics ask for one another. The topics are taken; these prerequisites are not.
list-columns = What each column says
list-columns-summary = { $count ->
    [one] One column
   *[other] { $count } columns
}
list-dropped = { $count ->
    [one] This column was taken out without being read, because it is not kept here:
   *[other] These columns were taken out without being read, because they are not kept here:
}
list-column-unnamed = Column without a name
list-column-example = For example: { $text }
list-column-not = Not read
list-columns-more = If you change something, everything is reviewed again and what you decided is asked again.
list-columns-do = Review with these columns
lists-column-twice = Two columns say the same. Leave one.
list-discard = Remove the file
list-discard-more = If you do nothing, it is deleted on { $day }. What you have kept stays.
list-discard-do = Remove it now
list-report-row = Row
list-report-outcome = What happens
list-report-what = Whom or what
list-report-why = Why
list-outcome-new = new
list-outcome-changed = changed
list-outcome-unchanged = unchanged
list-outcome-asked = to decide
list-outcome-refused = not taken
list-outcome-doubtful = to check
flash-list-written = The list is kept.
flash-list-undecided = What was clear is kept. What you have to decide is missing.
flash-list-partly = It is kept, except what could not be set right: see why on each person's page.
flash-list-unfinished = There are rows missing still. Go on to finish.
flash-list-discarded = The file was removed.
flash-list-columns-kept = It was reviewed with those columns.
flash-list-answers-kept = Your decisions are noted. Confirm to keep them.

# What a column may say.
lists-field-name = Name
lists-field-surname = Surname (only the initial)
lists-field-grade = Grade
lists-field-group = Group
lists-field-position = Position
lists-field-minor = Minor
lists-field-language = Language
lists-field-id = Relevo id
lists-field-gone = Has left
lists-field-cct = Key (CCT)
lists-field-school-name = Name of the school
lists-field-shift = Shift
lists-field-level = Level
lists-field-modality = Modality
lists-field-region = Region
lists-field-municipality = Municipality
lists-field-locality = Locality
lists-field-zone = Zone
lists-field-sector = Sector
lists-field-latitude = Latitude
lists-field-longitude = Longitude
lists-field-pupils = Pupils
lists-field-title = Title
lists-field-challenge = Challenge
lists-field-why = Why it matters
lists-field-questions = Questions
lists-field-sources = Sources
lists-field-subject = Subject
lists-field-topic-language = Language
lists-field-prerequisites = Prerequisites
lists-field-topic-grade = Grade
lists-field-content = Content of the curriculum
lists-field-process = Learning process
lists-field-identifier = Identifier
lists-field-code = Code

# Why a row is not taken, or looks like a mistake.
lists-at = { $field }: { $problem }
lists-ragged = { $cells ->
    [one] It has one cell and does not line up with the header.
   *[other] It has { $cells } cells and does not line up with the header.
}
lists-needs-voucher = An adult of the family or the community needs somebody of the school to vouch for them: add them on their page.
lists-gone = According to the list this person has left: not taken.
lists-gone-here = According to the list this person has left. { CAPITAL($name) } is at the school: if it is the one who left, write it down on that page.
lists-cct-empty = The key is missing.
lists-cct-shape = It is no key: a key is ten letters and digits, such as 11DTV0021K.
lists-same-school = It is the same school and the same shift as row { $row }.
lists-same-row = It is the same as row { $row }.
lists-personal = It holds somebody's personal data: a CURP, an e-mail address or a telephone number.
lists-check-letter = The last letter of the key should be { $letter }. Check it for a mistake.
lists-other-shape = The key has an uncommon shape.
lists-unknown-state = No state has this number.
lists-cut-off = The row seems cut off.
lists-no-shift = It does not say the shift.
lists-no-name = It does not say the name: the key stands for it.
lists-point-swapped = Latitude and longitude are swapped. The point is not taken.
lists-point-outside = The point is outside Mexico. It is not taken.
lists-point-elsewhere = The point is not in the state of the key. It is not taken.
lists-point-unreadable = The point cannot be read.
lists-pupils-unreadable = The number of pupils cannot be read.
lists-damaged = A text holds damaged letters.
lists-other-state = The key is of another state.
lists-other-place = This school is in the network already, in another place.
lists-which-shift = Several schools share this key, and without the shift one cannot tell which is meant. Add the shift to the list.
lists-by-key = It is taken to be the school that is in the network with this key: there is only one, though the shift is not on both sides.
lists-school-name = Name: { $from } → { $to }.
lists-school-point = Where it is on the map changes.
lists-school-point-new = Where it is on the map is added.
lists-school-shift = Its shift is added: { $shift }.
lists-school-under = Its { $level } changes: { $from } → { $to }.
lists-school-under-new = Its { $level } is added: { $to }.
lists-no-title = The title is missing.
lists-text-long = A text is too long: { $count } letters fit.
lists-damaged-title = The title holds damaged letters.
lists-mark = A question mark seems to stand for a letter.
lists-grade = The grade cannot be read.
lists-language = The language is not known: it is taken for Spanish.
lists-person-language = The language is the one in which Relevo is read: Spanish or English. The one in this row is not taken.
lists-pair-empty = A prerequisite is empty.
lists-pair-itself = “{ $name }” cannot come before itself.
lists-pair-unknown = No topic is called “{ $name }”: this prerequisite is not taken.
lists-pair-twice = “{ $name }” is in the row twice.
lists-pair-circle = “{ $first }” before “{ $then }” closes a circle: this prerequisite is not taken.

# OneRoster packages.
lists-note-roster = A OneRoster package (ZIP) of another program is read too: the people of this school are taken from it.
lists-out-roster = Download the people of the school for another program (OneRoster, ZIP)
lists-out-roster-more = It holds name, grade, group and position. Whoever accompanies from outside and the community are not in it: that format has no word for them.
list-flaws = Rows of the package that were not taken
roster-damaged = The package is damaged. Download it again and bring it again.
roster-no-version = The package does not say which version of OneRoster it is. 1.1 and 1.2 are read.
roster-version = The package is OneRoster { $version }. 1.1 and 1.2 are read.
roster-no-file = The package has no { $file }.
roster-changes = { $file } holds changes only. Ask for the whole package (bulk).
roster-no-column = { $file } has no column { $column }.
roster-table = { $file }: { $problem }
roster-other = { $count ->
    [0] The package has no school.
    [one] The package is not of this school but of { $schools }.
   *[other] No school of the package has this school’s key: { $schools }.
  }
roster-ragged = Its cells do not line up with the header.
roster-blank = { $column } is missing.
roster-twice = An earlier row has the same sourcedId.
roster-dangling = What { $column } names is not in the package.
roster-word = The word in { $column } is not one of OneRoster’s.

# Topics: packages, and what is said of two of them.
lists-note-topics = Topics may also come as a CASE package (JSON), or as the whole fund that Relevo lets you take away (JSON). Beside a list of topics you can lay a file that says which come before which.
lists-package-damaged = The file is not whole. Download it again and bring it again.
lists-package-format = It is an export of the fund in a shape that is not known here: { $format }.
lists-package-flaws = { $count ->
    [one] It is no CASE package: one thing is missing or wrong ({ $first }).
   *[other] It is no CASE package: { $count } things are missing or wrong. The first: { $first }.
}
lists-pairs-columns = The file needs two columns that name two topics, called “from” and “to”, or “antes” and “después”.
lists-item-shape = It lacks what it needs.
lists-item-number = Its version number is too high.
lists-item-long = A text is too long.
lists-item-twice = An earlier topic has the same identifier.
lists-item-elsewhere = It names something that is not a topic.
lists-item-itself = It names one topic twice.
lists-near-empty = One of the two topics is missing.
lists-near-itself = “{ $name }” is named twice.
lists-near-unknown = No topic is called “{ $name }”: this pair is not taken.
list-before = Prerequisites that are taken: { $count }.
list-ties = Relations between topics still to be kept: { $count }.
list-confirm-ties = { $count ->
    [one] Keep one relation
   *[other] Keep { $count } relations
}
list-aside = Beside that, not taken
list-dangling = { $count ->
    [one] One relation names a topic that is not here, or closes a circle: it is not taken.
   *[other] { $count } relations name a topic that is not here, or close a circle: they are not taken.
}
list-unread = What the package says and has no place here: { $kinds }.
list-unread-school = which school brought the topic in
list-unread-adopted = who adopted it
list-unread-key = its key in a list, where it cannot be taken
list-unread-offered = where it is offered
list-pairs = Which come before which
list-pairs-more = If you have a file that pairs these topics, lay it beside the list. Everything is reviewed again; nothing is kept until you confirm it.
list-pairs-kind = What do the pairs say?
list-pairs-before = The first helps to come before the second
list-pairs-near = The two are near to one another
list-pairs-file-help = CSV or XLSX, with two columns: “from” and “to”. Each names a topic by its identifier, its code or its title.
list-pairs-do = Review with these pairs
list-pairs-file-before = Prerequisites
list-pairs-file-near = Near topics
flash-list-pairs-laid = It was reviewed with those pairs.
