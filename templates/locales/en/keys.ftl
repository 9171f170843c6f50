# Children's keys: cards and PINs of a group, and the door for a card.
keys-title = Cards and PINs
keys-lead = With these the students come in. They are made, printed and voided on this page.
keys-which = Which one to choose
keys-card = Card
keys-card-more = It carries a code that a camera reads, and eight signs to type. If their family has said yes, it works even when nobody holds the classroom open.
keys-cards = { $count ->
    [0] Nobody has a card yet.
    [one] { $count } person has one.
   *[other] { $count } people have one.
  }
keys-pin = PIN
keys-pin-more = Four digits, or three pictures. It works only while somebody holds the classroom open.
keys-pins = { $count ->
    [0] Nobody has a PIN yet.
    [one] { $count } person has one.
   *[other] { $count } people have one.
  }
keys-once = What you make here can be printed once, when you make it: we do not keep the cards or the PINs, only what is needed to recognise them. If one is lost, another is made and the one before stops working.
keys-for = For whom in { $group }
keys-whole = The whole group
keys-whole-more = Whoever has a card or PIN already: that one stops working.
keys-has-both = has a card and a PIN
keys-has-card = has a card
keys-has-pin = has a PIN
keys-make-cards = Make cards
keys-make-pins = Make the sheet of PINs
keys-void = Void
keys-void-more = Those that you void stop working at this moment. Whoever you ticked is signed out.
keys-void-cards = Void the cards
keys-void-pins = Void the PINs
keys-children = Students
keys-empty = The students of this school will be here, by grade and group.
keys-people = See the people
keys-all = The whole school
keys-all-make = Make them for the whole school at once
keys-all-make-more = Whoever has one gets another: the earlier ones stop working at this moment.
keys-all-cards = Make cards for everyone
keys-all-pins = Make the sheets of PINs for everyone
keys-all-void = Void everything, at the end of the school year
keys-all-void-more = Those of the whole school stop working at once, and the students are signed out.
keys-all-void-cards = Void all cards
keys-all-void-pins = Void all PINs
keys-rule = When the cards work
keys-rule-more = A card is worth what a password is worth: whoever finds it or takes a picture of it can come in as that person, and see the names of the school, until somebody voids it.
keys-rule-when = The cards of this school work
keys-rule-always = At any time and in any place, if the family has said yes
keys-rule-class = Only while somebody holds the classroom open
cards-title = Cards to print
cards-heading = { $count ->
    [one] The card is ready
   *[other] The cards are ready
  }
cards-lead = Print them now, cut them out and hand them over yourself.
cards-once = They are shown only this once. When you leave this page, nobody can print them again. This sheet opens accounts: do not leave it in the printer.
cards-how = Nine fit on a sheet laid across. They read well in black and white.
cards-done = I have printed them
cards-keep = It is yours. Do not lend it.
cards-in-class = It works in class. Do not lend it.
pins-title = PINs to print
pins-heading = The PINs are ready
pins-lead = Print the sheet, cut the strips and hand each one over yourself.
pins-once = They are shown only this once. When you leave this page, nobody can see them again. If one is lost, another is given.
pins-how = In class: open { $address }/classroom, type the code on the board, touch your name and type your four digits.
card-door-title = Come in with your card
card-door-heading = Come in with your card
card-door-lead = Read the code on your card with the camera, or type the eight signs below the drawing.
card-door-read = Your card has been read
card-door-read-lead = If it is yours, come in. When you finish, touch Sign out.
card-door-step = Your card
card-door-code = The eight signs
card-door-help = Capitals or small letters, with or without the hyphen: it makes no difference.
card-door-other = Type another card
card-door-wrong = There is no such card, or it was voided. Look at the eight signs again.
card-door-lost = Did you lose it? Tell your school: they void it and give you another.
problem-only-in-class = In your school cards work only in class. Ask for the classroom to be opened.
sign-in-card = I have my card
sign-in-card-more = With the code on your card or its eight signs.
members-keys = Cards and PINs
flash-cards-voided = Those cards no longer work.
flash-pins-voided = Those PINs no longer work.
flash-cards-ruled = It is saved when the cards work.
