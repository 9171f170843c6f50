# Pasar del papel: una hoja o una semana.
paper-title = Pasar del papel una relación tutora
paper-lead = Copia lo que dice la hoja. Con seis datos alcanza.
paper-week-title = Pasar del papel una semana
paper-week-lead = Hasta { $count } hojas a la vez. Las que dejes vacías no cuentan. Escribe el principio de cada nombre y elige.
paper-rows = { $count ->
    [one] Una sola hoja
   *[other] { $count } hojas a la vez
  }
paper-row = Hoja { $row }
paper-learner = Quién aprendió
paper-topic = Qué tema
paper-topic-help = Escribe las primeras palabras y elige. Si no aparece, agrégalo antes en Temas.
paper-tutor = Quién acompañó
paper-visitor = { CAPITAL($name) } (vino de visita)
paper-visitors = De visita
paper-left = { CAPITAL($name) } · se fue
paper-left-group = Ya no están en la escuela
paper-day = Día de la demostración
paper-day-help = El que dice la hoja, no el de hoy.
paper-present = Quién más estuvo presente
paper-present-help = Al menos una persona además de quien aprendió y quien acompañó.
paper-more = Añadir más de la hoja, si quieres
paper-agreed = Día en que se pusieron de acuerdo
paper-do = Guardar la demostración
paper-week-do = Guardar las hojas
paper-alone = Aprendió por su cuenta
paper-alone-who = Quién demostró
paper-alone-help = Sin tutora ni tutor. También quien ya salió de la escuela: escribe su nombre.
paper-alone-do = Escribir su demostración
paper-note = Queda anotado que lo pasaste tú del papel, y qué día.
paper-elsewhere = Quien ahora va a otra escuela no sale en las listas: pasa su hoja donde caben varias a la vez, y escribe su nombre.
paper-all-or-none = Se guardan todas o ninguna: si algo falta, te decimos en qué hoja.
flash-paper-week-kept = Las hojas quedaron guardadas.
paper-tutorial-link = Una relación tutora que sigue, o que se dejó
paper-tutorial-title = Pasar del papel una relación tutora sin demostración
paper-tutorial-lead = Una que sigue abierta, o que se dejó. Con cuatro datos alcanza.
paper-tutorial-other = Ya tuvo su demostración
paper-tutorial-learner = Quién aprende
paper-tutorial-tutor = Quién acompaña
paper-tutorial-began = Qué día empezó
paper-tutorial-stopped = Qué día se dejó
paper-tutorial-stopped-help = Si sigue abierta, no escribas nada.
paper-tutorial-reason = Por qué se dejó
paper-tutorial-elsewhere = Alguien ya no está en las listas
paper-tutorial-elsewhere-help = Quien ahora va a otra escuela no sale en ellas. Escribe aquí su nombre.
paper-tutorial-do = Guardar la relación tutora
flash-paper-tutorial-kept = La relación tutora quedó guardada.
