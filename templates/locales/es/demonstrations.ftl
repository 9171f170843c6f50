# Demostraciones públicas: el plan, el acta, corregirla.
plan-title = Planear la demostración
plan-change-title = Cambiar el plan de la demostración
plan-lead = { CAPITAL($name) } va a contar qué aprendió y cómo lo aprendió. ¿Cuándo, dónde y quién viene?
plan-day = Qué día
plan-place = En qué lugar
plan-place-help = Por ejemplo: el patio, el salón de segundo.
plan-invite = A quién invitan
plan-private = El día y el lugar los ven solo las personas de la escuela y las personas invitadas.
plan-do = Guardar el plan
plan-change-do = Guardar el cambio

record-record-title = Escribir el acta de la demostración
record-correct-title = Corregir el acta
record-alone-title = Anotar una demostración sin tutor ni tutora
record-record-do = Guardar el acta
record-correct-do = Guardar la corrección
record-alone-do = Guardar el acta
record-who = Aprendió { $learner } y acompañó { $tutor }.
record-who-alone = { CAPITAL($learner) } aprendió por su cuenta o en otro lugar, y lo demostró en público.
record-path = Cómo lo aprendió
record-day = Día de la demostración
record-present = Quién más estuvo
record-present-help = Al menos una persona además de quien aprendió y quien acompañó. Di quién, o cuántas.
record-present-help-alone = Al menos una persona además de quien aprendió. Di quién, o cuántas.
record-members = De la escuela, por su nombre
record-numbers = Cuántas personas más
record-students = Estudiantes
record-teachers = Docentes
record-families = Familiares
record-visitors = Visitantes
record-community = De la comunidad
record-outcome = Qué se decidió
record-outcome-help = Lo deciden quien acompañó y quienes escucharon. Si todavía no, se puede repetir.
record-outcome-help-alone = Lo deciden quienes escucharon. Si todavía no, se puede repetir.
record-reason = Por qué se decidió así
record-reason-help = Si es «todavía no», di qué falta, para que sepa por dónde seguir.
record-shown = Qué mostró
record-shown-help = Qué contó o hizo, y cómo llegó a entenderlo.
record-asked = Qué le preguntaron
record-place = En qué lugar
record-withdraw = Esta demostración se anotó por error
record-withdraw-more = Si la retiras, el tema sale del catálogo de quien lo demostró. Lo que ya pasó a otras personas se queda.
record-withdraw-do = Retirar el acta

demonstration-title = Demostración de { $name }
demonstration-tutorial = La relación tutora
demonstration-by = { CAPITAL($learner) }, con la compañía de { $tutor }
demonstration-by-path-self-study = { CAPITAL($learner) }, por su cuenta
demonstration-by-path-elsewhere = { CAPITAL($learner) }, que lo aprendió en otro lugar
demonstration-will = Será el { $day }.
demonstration-will-place = Será el { $day }. Lugar: { $place }.
demonstration-invited = Personas invitadas
demonstration-invited-nobody = Nadie todavía. Cambien el plan para invitar.
demonstration-record = Escribir el acta
demonstration-change = Cambiar el plan
demonstration-cancel = Quitar el plan
demonstration-withdrawn-words = Esta acta se retiró porque se anotó por error.
demonstration-public = Demostración pública
acts-title = Demostraciones públicas
acts-lead = Cada acta cuenta qué se mostró, qué se preguntó y quién estuvo. Aquí se vuelve a leer, a imprimir o a corregir.
acts-newest = De la más nueva a la más antigua
acts-none = Todavía no hay ninguna. Cuando se anote la primera, aquí está su acta.
acts-no-more = Ya no hay más.
acts-before = Más nuevas
acts-after = Más antiguas
acts-with = { CAPITAL($learner) }, con la compañía de { $tutor }.
acts-alone = { CAPITAL($learner) }, por su cuenta.
acts-shows = { CAPITAL($learner) } mostró «{ $topic }»
demonstration-held = El { $day }, { $learner } mostró qué aprendió y cómo lo aprendió.
demonstration-held-place = El { $day }, { $learner } mostró qué aprendió y cómo lo aprendió. Lugar: { $place }.
demonstration-listened = Además escucharon { $who }.
demonstration-came-students = { $count ->
    [one] una persona que estudia
   *[other] { $count } estudiantes
  }
demonstration-came-teachers = { $count ->
    [one] una persona que enseña
   *[other] { $count } docentes
  }
demonstration-came-families = { $count ->
    [one] una persona de las familias
   *[other] { $count } familiares
  }
demonstration-came-visitors = { $count ->
    [one] una persona de visita
   *[other] { $count } visitantes
  }
demonstration-came-community = { $count ->
    [one] una persona de la comunidad
   *[other] { $count } personas de la comunidad
  }
demonstration-and = { $rest } y { $last }
demonstration-reason = Por qué se decidió así
demonstration-verdict-ready = { CAPITAL($learner) } { $ready } en este tema.
demonstration-verdict-ready-words = ya puede acompañar a otras personas
demonstration-verdict-not-yet = Todavía no. Sigue explorando, y lo vuelve a mostrar.
demonstration-decided-tutor = Lo anotó { $name }, que acompañó.
demonstration-decided = Lo anotó { $name }.
demonstration-witnesses = Estuvieron presentes: { $names }.
demonstration-corrected-on = Acta corregida el { $day }.
demonstration-sign-tutor = { CAPITAL($name) }, acompañó
demonstration-gap-none = { CAPITAL($tutor) } no tiene anotado este tema, y por eso el hilo de { $learner } parece empezar aquí. Anota cómo llegó { $tutor } a dominarlo, y el hilo seguirá el suyo.
demonstration-gap-later = { CAPITAL($tutor) } tiene anotado este tema desde un día posterior, y por eso el hilo de { $learner } parece empezar aquí. Revisa las dos fechas.
demonstration-gap-go = Ver a { $tutor }
demonstration-see-record = Ver su registro de proceso
demonstration-see-lineage = Ver la genealogía de este tema
demonstration-correct = Corregir un dato
demonstration-picture = El hilo pasa de { $tutor } a { $learner } y se abre hacia quien espera
demonstration-who-follows = y quien siga
demonstration-you-are = { CAPITAL($name) }, ya puedes acompañar en «{ $topic }»
demonstration-they-are = { CAPITAL($name) } ya puede acompañar en «{ $topic }»
demonstration-waiting = Alguien espera este tema. Pueden empezar hoy.
demonstration-waiting-nobody = El tema ya está en su catálogo.

flash-demonstration-planned = El plan quedó guardado.
flash-demonstration-cancelled = El plan se quitó. Pueden elegir otro día.
flash-demonstration-kept = El acta quedó guardada.
flash-demonstration-already-otherwise = Esta demostración ya estaba anotada, con otra decisión. Aquí está la que quedó: si no es la buena, se puede corregir.
flash-demonstration-already = Esta demostración ya estaba anotada. Aquí está.
flash-demonstration-corrected = La corrección quedó guardada.
flash-demonstration-withdrawn = El acta se retiró.
record-more = Contar más, si quieres
