# Days, waits and small words that many pages share.
words-day-long = { $weekday } { $day } de { $month } de { $year }
words-day-date = { $day } de { $month } de { $year }
words-day-weekday = { $weekday } { $day } de { $month }
words-day-plain = { $day } de { $month }
words-day-short = { $day } { $month }
words-day-short-year = { $day } { $month } { $year }
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
words-step-passed = no se anotó

# The words of the practice: words-<list>-<word>, as in domain::words.
words-level-nation = nación
words-level-state = estado
words-level-region = región
words-level-sector = sector
words-level-zone = zona
words-level-municipality = municipio
words-level-school = escuela
# En CONAFE.
words-level-microregion = microrregión
words-level-local = comunidad
words-preset-schools = escuelas
words-preset-conafe = educación comunitaria (CONAFE)
words-position-student = estudiante
words-position-teacher = docente
words-position-coach = asesoría
words-position-head = dirección
words-position-supervisor = supervisión
words-position-official = autoridad educativa
words-position-family = familia
words-position-community = comunidad
words-via-demonstration = por demostración pública
words-via-founding = con el aval de alguien de la red
words-via-own-word = con su propia palabra, sin otro aval
words-via-self-study = por su cuenta, con demostración pública
words-via-elsewhere = en otro lugar, con demostración pública
words-via-imported = viene de otro registro
words-path-tutorial = con quien le acompañó
words-path-self-study = por su cuenta
words-path-elsewhere = en otro lugar
words-origin-curriculum = del programa oficial
words-origin-community = de la comunidad
words-origin-own = pregunta propia
words-offer-open = en el catálogo
words-offer-paused = en pausa
words-offer-withdrawn = fuera del catálogo
words-audience-students = estudiantes
words-audience-teachers = docentes
words-audience-families = familias
words-audience-visitors = visitantes
words-audience-community = gente de la comunidad
words-outcome-ready = Ya puede acompañar a otras personas
words-outcome-not-yet = Todavía no
words-subject-matematicas = Matemáticas
words-subject-lengua = Lengua
words-subject-ciencias = Ciencias
words-subject-historia = Historia
words-subject-geografia = Geografía
words-subject-civica = Cívica y ética
words-subject-artes = Artes
words-subject-oficios = Oficios
words-subject-comunidad = Comunidad
words-subject-otro = Otro
words-licence-cc-by-sa-4-0 = CC BY-SA 4.0: se puede copiar y mejorar con la misma licencia
words-licence-cc-by-4-0 = CC BY 4.0: se puede copiar y mejorar diciendo de quién viene
words-licence-cc0-1-0 = CC0: dominio público
words-someone = alguien
# El lugar donde alguien está en casa, como lo dice y como se le dice.
words-my-place-nation = mi país
words-my-place-state = mi estado
words-my-place-region = mi región
words-my-place-sector = mi sector
words-my-place-zone = mi zona
words-my-place-municipality = mi municipio
words-my-place-school = mi escuela
words-my-place-microregion = mi microrregión
words-my-place-local = mi comunidad
words-your-place-nation = tu país
words-your-place-state = tu estado
words-your-place-region = tu región
words-your-place-sector = tu sector
words-your-place-zone = tu zona
words-your-place-municipality = tu municipio
words-your-place-school = tu escuela
words-your-place-microregion = tu microrregión
words-your-place-local = tu comunidad
