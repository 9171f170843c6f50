# Days, waits and small words that many pages share.
words-day-long = { $weekday } { $day } de { $month } de { $year }
words-day-date = { $day } de { $month } de { $year }
words-day-weekday = { $weekday } { $day } de { $month }
words-day-plain = { $day } de { $month }
words-day-short = { $day } { $month }
words-day-month = { $month } de { $year }

words-month-1 = enero
words-month-2 = febrero
words-month-3 = marzo
words-month-4 = abril
words-month-5 = mayo
words-month-6 = junio
words-month-7 = julio
words-month-8 = agosto
words-month-9 = septiembre
words-month-10 = octubre
words-month-11 = noviembre
words-month-12 = diciembre
words-month-short-1 = ene
words-month-short-2 = feb
words-month-short-3 = mar
words-month-short-4 = abr
words-month-short-5 = may
words-month-short-6 = jun
words-month-short-7 = jul
words-month-short-8 = ago
words-month-short-9 = sep
words-month-short-10 = oct
words-month-short-11 = nov
words-month-short-12 = dic
words-weekday-1 = lunes
words-weekday-2 = martes
words-weekday-3 = miércoles
words-weekday-4 = jueves
words-weekday-5 = viernes
words-weekday-6 = sábado
words-weekday-7 = domingo

words-today = hoy
words-yesterday = ayer
words-tomorrow = mañana
words-ago-days = { $days ->
    [one] hace { $days } día
   *[other] hace { $days } días
  }
words-ago-months = { $months ->
    [one] hace { $months } mes
   *[other] hace { $months } meses
  }
words-ago-years = { $years ->
    [one] hace { $years } año
   *[other] hace { $years } años
  }
words-ahead-days = { $days ->
    [one] en { $days } día
   *[other] en { $days } días
  }

# The states of a knot on a thread, read aloud after its name.
words-step-tied = hecho
words-step-now = ahora
words-step-ready = listo para empezar
words-step-ahead = más adelante
