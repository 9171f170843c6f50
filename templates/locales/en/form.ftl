# Words of every form.
form-optional = optional
form-errors-heading = { $count ->
    [one] { $count } thing to put right
   *[other] { $count } things to put right
  }
form-save = Save
form-cancel = Leave without saving
form-back = Back
form-choose = Choose from the list
form-none = None

# What is wrong with a field, and what to do.
form-error-required = This is missing. Write it to go on.
form-error-choose = Choose one of the options.
form-error-too-long = { $max ->
    [one] This is too long: there is room for { $max } letter.
   *[other] This is too long: there is room for { $max } letters. Make it a little shorter.
  }
form-error-number = Write a number, without letters.
form-error-day = Write the whole date: day, month and year.
form-error-day-ahead = That day has not come yet. Check the month and the year.
form-error-not-a-choice = That option is no longer there. Choose another.
form-error-curp = This looks like a CURP. We do not keep it here: please erase it.
