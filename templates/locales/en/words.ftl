# Days, waits and small words that many pages share.
words-day-long = { $weekday } { $day } { $month } { $year }
words-day-date = { $day } { $month } { $year }
words-day-weekday = { $weekday } { $day } { $month }
words-day-plain = { $day } { $month }
words-day-short = { $day } { $month }
words-day-month = { $month } { $year }

words-month-1 = January
words-month-2 = February
words-month-3 = March
words-month-4 = April
words-month-5 = May
words-month-6 = June
words-month-7 = July
words-month-8 = August
words-month-9 = September
words-month-10 = October
words-month-11 = November
words-month-12 = December
words-month-short-1 = Jan
words-month-short-2 = Feb
words-month-short-3 = Mar
words-month-short-4 = Apr
words-month-short-5 = May
words-month-short-6 = Jun
words-month-short-7 = Jul
words-month-short-8 = Aug
words-month-short-9 = Sep
words-month-short-10 = Oct
words-month-short-11 = Nov
words-month-short-12 = Dec
words-weekday-1 = Monday
words-weekday-2 = Tuesday
words-weekday-3 = Wednesday
words-weekday-4 = Thursday
words-weekday-5 = Friday
words-weekday-6 = Saturday
words-weekday-7 = Sunday

words-today = today
words-yesterday = yesterday
words-tomorrow = tomorrow
words-ago-days = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
  }
words-ago-months = { $months ->
    [one] { $months } month ago
   *[other] { $months } months ago
  }
words-ago-years = { $years ->
    [one] { $years } year ago
   *[other] { $years } years ago
  }
words-ahead-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
  }

# The states of a knot on a thread, read aloud after its name.
words-step-tied = done
words-step-now = now
words-step-ready = ready to begin
words-step-ahead = later
