# Days, waits and small words that many pages share.
words-day-long = { $weekday } { $day } { $month } { $year }
words-day-date = { $day } { $month } { $year }
words-day-weekday = { $weekday } { $day } { $month }
words-day-plain = { $day } { $month }
words-day-short = { $day } { $month }
words-day-short-year = { $day } { $month } { $year }
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
words-step-ready = ready to start
words-step-ahead = later
words-step-passed = not noted

# The words of the practice: words-<list>-<word>, as in domain::words.
words-level-nation = nation
words-level-state = state
words-level-region = region
words-level-sector = sector
words-level-zone = zone
words-level-municipality = municipality
words-level-school = school
# In CONAFE, Mexico's community education.
words-level-microregion = microregion
words-level-local = community
words-preset-schools = schools
words-preset-conafe = community education (CONAFE)
words-position-student = student
words-position-teacher = teacher
words-position-coach = coach
words-position-head = head of school
words-position-supervisor = supervisor
words-position-official = education official
words-position-family = family
words-position-community = community
words-via-demonstration = by public demonstration
words-via-founding = vouched for by someone in the network
words-via-own-word = on their own word so far
words-via-self-study = learned alone, demonstrated in public
words-via-elsewhere = learned elsewhere, demonstrated in public
words-via-imported = from another record
words-path-tutorial = with a tutor
words-path-self-study = alone
words-path-elsewhere = elsewhere
words-origin-curriculum = from the official curriculum
words-origin-community = from the community
words-origin-own = someone’s own question
words-offer-open = in the catalog
words-offer-paused = paused
words-offer-withdrawn = out of the catalog
words-audience-students = students
words-audience-teachers = teachers
words-audience-families = families
words-audience-visitors = visitors
words-audience-community = people from the community
words-outcome-ready = Ready to tutor others
words-outcome-not-yet = Not yet
words-subject-matematicas = Mathematics
words-subject-lengua = Language
words-subject-ciencias = Science
words-subject-historia = History
words-subject-geografia = Geography
words-subject-civica = Civics and ethics
words-subject-artes = Arts
words-subject-oficios = Crafts
words-subject-comunidad = Community
words-subject-otro = Other
words-licence-cc-by-sa-4-0 = CC BY-SA 4.0: copy and improve it under the same licence
words-licence-cc-by-4-0 = CC BY 4.0: copy and improve it, saying who it comes from
words-licence-cc0-1-0 = CC0: public domain
words-someone = someone
# The place where somebody is at home, as she says it and as she is told.
words-my-place-nation = my country
words-my-place-state = my state
words-my-place-region = my region
words-my-place-sector = my sector
words-my-place-zone = my zone
words-my-place-municipality = my municipality
words-my-place-school = my school
words-my-place-microregion = my microregion
words-my-place-local = my community
words-your-place-nation = your country
words-your-place-state = your state
words-your-place-region = your region
words-your-place-sector = your sector
words-your-place-zone = your zone
words-your-place-municipality = your municipality
words-your-place-school = your school
words-your-place-microregion = your microregion
words-your-place-local = your community
