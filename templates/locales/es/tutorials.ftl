# Relaciones tutoras: empezar, el hilo, el registro, las notas, dejar.
faces-students = Estudiantes
faces-grade = { $grade }.º { $class }
faces-teachers = Docentes y dirección
faces-families = Familias y comunidad
faces-others = Otras personas

tutorial-home = Inicio
tutorial-pair = { $learner } y { $tutor }

tutorial-new-title = Empezar una relación tutora
tutorial-new-lead-own = Le vamos a preguntar si puede acompañarte. Puede decir que sí o que ahora no.
tutorial-new-lead-tutor = Tú acompañas en este tema. Elige a quién invitas; esa persona decide.
tutorial-new-lead-teacher = Propón que trabajen juntas dos personas. Las dos deciden.
tutorial-new-learner = Quién va a aprender
tutorial-new-learner-is = Va a aprender { $name }
tutorial-new-waits = { CAPITAL($name) } (lo espera desde { $ago })
tutorial-new-nobody = Aquí no hay todavía a quién invitar.
tutorial-new-tutor = Quién puede acompañar
tutorial-new-tutor-is = Acompaña { $name }
tutorial-new-visitor-is = Acompaña { $name }, que viene de visita el { $day }. Ese día se conocen.
tutorial-new-guest = { CAPITAL($name) } (viene de visita el { $day })
tutorial-new-comes = Viene de visita el { $day }.
tutorial-new-host-is = Acompaña { $name }, de { $place }. Se juntan ahí, en tu visita del { $day }.
tutorial-new-host-someone = Acompaña alguien de { $place }. Se juntan ahí, en tu visita del { $day }. Ese día sabrás quién es, si dice que sí.
tutorial-new-busy = { $count ->
    [one] Falta una persona de la escuela: ya aprende un tema, y va uno a la vez.
   *[other] Faltan { $count } personas de la escuela: ya aprenden un tema, y va uno a la vez.
  }
tutorial-new-all-busy = { $count ->
    [one] Quien podría aprenderlo aquí ya aprende otro tema, y va uno a la vez.
   *[other] Las { $count } personas que podrían aprenderlo aquí ya aprenden otro tema, y va uno a la vez.
  }
tutorial-new-topic-first = Primero, el tema
tutorial-new-topic-help = Los que tienen hoy un lugar libre. Después eliges quién acompaña.
tutorial-new-no-topic = Por ahora no hay ningún tema con un lugar libre.
tutorial-new-knows-all = Hay lugares libres, pero todos en temas que ya domina.
tutorial-new-no-topic-go = Ver los temas
tutorial-new-full = Quienes ofrecen este tema no tienen lugar por ahora. Puedes decir que te interesa y esperar.
tutorial-new-places = { $count ->
    [0] ahora sin lugar
    [one] un lugar libre
   *[other] { $count } lugares libres
  }
tutorial-new-no-offer = En { $place } nadie ofrece este tema por ahora. Puedes decir que te interesa y esperar.
tutorial-new-no-offer-go = Ver el tema
tutorial-new-aloud = Ya dijeron que sí en voz alta
tutorial-new-aloud-help = Márcalo solo si las dos personas te lo dijeron. Así empiezan de una vez.
tutorial-new-note = Se juntan frente a frente, en la escuela y en su tiempo. Aquí no hay mensajes.
tutorial-new-needs-visit = Esta oferta es de otra escuela. Para que se junten hace falta una visita acordada entre las dos escuelas, y no hay ninguna próxima.
tutorial-new-away = Esta oferta es de otra escuela, y quien la hace no puede acompañar a nadie de la tuya.
tutorial-new-visits = Ver las visitas de tu escuela
ranked-just = Acaba de demostrarlo: sería su primera vez de acompañar.
ranked-first = Sería su primera vez de acompañar.
ranked-load = { $count ->
    [0] Hoy no acompaña a nadie.
    [one] Hoy ya acompaña a una persona.
   *[other] Hoy ya acompaña a { $count } personas.
}
ranked-order = Primero, quienes todavía no han acompañado a nadie; después, quienes hoy acompañan a menos. Entre iguales, el orden no es el mismo para todas las personas.
ranked-more = { $count ->
    [one] Ver a una persona más
   *[other] Ver a otras { $count } personas
}
tutorial-new-ask = Pedir que me acompañe
tutorial-new-invite = Invitar
tutorial-new-propose = Proponer

tutorial-with = { CAPITAL($learner) } con { $tutor }
tutorial-with-since = { CAPITAL($learner) } con { $tutor }, desde el { $day }
tutorial-see-topic = Ver el tema
tutorial-thread = El hilo
tutorial-thread-label = Pasos de esta relación tutora
tutorial-step-chosen = Elegido
tutorial-step-agreed = Acordado
tutorial-step-exploring = Explorando
tutorial-step-rehearsed = Ensayado
tutorial-step-demonstrated = Demostrado
tutorial-step-tutoring = Acompañando
tutorial-step-by = { CAPITAL($name) }, { $day }
tutorial-step-with = con { $name }, { $day }
tutorial-step-pages = { $count ->
    [one] una página de registro
   *[other] { $count } páginas de registro
  }
tutorial-step-asked = pedido el { $day }
tutorial-step-planned = será el { $day }
tutorial-step-first = { $count ->
    [one] ya acompañó a una persona
   *[other] ya acompañó a { $count } personas
  }

tutorial-next-accept-lead = ¿Trabajan este tema en relación tutora?
tutorial-next-accept-text = { $lead } Aprende { $learner } y acompaña { $tutor }. Si ahora no se puede, di que no: no hace falta explicar.
tutorial-next-accept-do = Sí, quiero
tutorial-next-wait-lead = Falta que la otra persona diga que sí.
tutorial-next-wait-text = { $lead } Puedes preguntarle en persona.
tutorial-next-gone-lead = Esta propuesta ya no se puede aceptar.
tutorial-next-gone-text = { $lead } Lo que ofrecía { $tutor } se cerró desde entonces. Quítenla; si lo ofrece de nuevo, propónganlo otra vez.
tutorial-next-busy-lead = { CAPITAL($learner) } ya aprende otro tema.
tutorial-next-busy-text = { $lead } Cuando termine, pueden empezar este: mientras, nadie tiene que responder.
tutorial-next-busy-own-lead = Ya aprendes otro tema.
tutorial-next-busy-own-text = { $lead } Cuando termines, puedes empezar este con { $tutor }. Si ya no lo quieres, quita la propuesta.
tutorial-next-full-lead = Falta que la otra persona diga que sí.
tutorial-next-full-text = { $lead } Hoy { $tutor } no tiene lugar libre. Puedes esperar, o quitar la propuesta y elegir a alguien más.
tutorial-next-aloud-lead = Falta que digan que sí.
tutorial-next-aloud-text = { $lead } Si { $learner } y { $tutor } ya te lo dijeron en voz alta, anótalo aquí.
tutorial-next-aloud-do = Anotar que dijeron que sí
tutorial-next-ask-lead = Sigue el ensayo.
tutorial-next-ask-text = { $lead } Cuando sientas que lo entiendes, cuéntale a { $tutor } qué entendiste y cómo llegaste, como si no supiera. Te dirá qué falta.
tutorial-next-ask-do = Pedir el ensayo
tutorial-next-rehearsed-learner-lead = Ya pediste el ensayo.
tutorial-next-rehearsed-learner-text = { $lead } Busca un rato con { $tutor }. Cuando lo hayan hecho, anótalo.
tutorial-next-rehearsed-learner-do = Ya ensayamos
tutorial-next-rehearsed-asked-lead = { CAPITAL($learner) } pide ensayar.
tutorial-next-rehearsed-asked-text = { $lead } Que lo cuente como si quien escucha no supiera. Al final, digan qué falta.
tutorial-next-rehearsed-asked-do = Ya ensayaron
tutorial-next-rehearsed-tutor-lead = Sigue el ensayo.
tutorial-next-rehearsed-tutor-text = { $lead } Cuando { $learner } pueda contarlo sin ayuda, ensayen y anótalo aquí.
tutorial-next-rehearsed-tutor-do = Ya ensayaron
tutorial-next-plan-lead = Sigue la demostración pública.
tutorial-next-plan-text = { $lead } Elijan un día, un lugar y quién viene a escuchar a { $learner }.
tutorial-next-plan-do = Planear la demostración
tutorial-next-again-lead = Todavía no, y se puede repetir.
tutorial-next-again-text = { $lead } Trabajen lo que falta y ensayen de nuevo. Cuando lo hayan hecho, anótenlo.
tutorial-next-again-do = Ya ensayamos de nuevo
tutorial-next-planned-lead = La demostración es el { $day }.
tutorial-next-planned-text = { $lead } Ahí { $learner } cuenta qué aprendió y cómo lo aprendió.
tutorial-next-planned-do = Ver la demostración
tutorial-next-record-lead = Llegó el día de la demostración.
tutorial-next-record-text = { $lead } Cuando { $learner } termine, escribe qué pasó y qué decidieron.
tutorial-next-record-do = Escribir el acta
tutorial-next-act-lead = Este tema ya está demostrado.
tutorial-next-act-text = { $lead } El acta cuenta qué mostró { $learner } y quién estuvo.
tutorial-next-act-do = Ver el acta
tutorial-other-not-now = Ahora no
tutorial-other-take-back = Retirar la propuesta
tutorial-other-record = Escribir el acta de la demostración
tutorial-other-rehearsed = Ya ensayamos
tutorial-other-plan = Poner otro día

tutorial-stopped-words = Este tema se dejó por ahora. Lo aprendido se queda contigo, y puedes volver a él cuando quieras.
tutorial-stopped-words-of = Este tema se dejó por ahora. Lo que ya está escrito se queda, y { $name } puede volver a él cuando quiera.
tutorial-stopped-on = Se dejó el { $day }.
tutorial-restop-link = Corregir cuándo o por qué se dejó
tutorial-restop-title = Cuándo y por qué se dejó
tutorial-restop-lead = Lo que dejes vacío se queda como estaba.
tutorial-stopped-reason = Se anotó: { $reason }
tutorial-never-words = Esta relación tutora no llegó a empezar. No pasa nada: hay más temas y más personas.
tutorial-choose-other = Ver los temas
tutorial-first-own = Tu primera persona
tutorial-first = A quién acompaña { $name }
tutorial-first-own-lead = Ya puedes acompañar a alguien en este tema. Así el hilo sigue.
tutorial-first-lead = { CAPITAL($name) } ya puede acompañar a alguien en este tema. Así el hilo sigue.
tutorial-became = { CAPITAL($name) } ya lo pasó a:
tutorial-demonstrations = Demostraciones
tutorial-why-own = Por qué lo quise
tutorial-why = Por qué lo quiso { $name }
tutorial-record-own = Mi registro
tutorial-record = El registro de { $name }
tutorial-record-empty-own = Tu cuaderno empieza aquí. Con una frase alcanza: ¿qué sabías antes de empezar?
tutorial-record-empty = Todavía no hay páginas de registro.
tutorial-record-paper = Esta relación tutora viene de una hoja de papel.
tutorial-stop-link = Dejar este tema por ahora
tutorial-resume = Se dejó por error: que siga
tutorial-unrehearse-held = Quitar el ensayo anotado
tutorial-unrehearse-asked = Quitar la petición de ensayo
tutorial-began-wrong = Empezó otro día
tutorial-began = Día en que empezó
tutorial-began-do = Corregir el día
tutorial-mistake = Se anotó por error
tutorial-mistake-more = Úsalo solo si esto nunca pasó. Las páginas del registro dejan de verse en los hilos.
tutorial-withdraw = Retirar esta relación tutora

tutorial-stop-title = Dejar este tema por ahora
tutorial-stop-lead = A veces no es el momento. Dejarlo no cuenta en contra de nadie, ni de { $with }. Lo que ya está escrito se queda.
tutorial-stop-day = Qué día se dejó
tutorial-day-help = Si fue hoy, no escribas nada.
tutorial-rehearsed-fold = Fue otro día
tutorial-rehearsed-day = Qué día ensayaron
tutorial-stop-reason = Por qué
tutorial-stop-reason-help = Solo lo leen quien aprende, quien acompaña y quien enseña en la escuela.
tutorial-stop-do = Dejarlo por ahora
tutorial-stop-keep = Mejor sigo

entry-title = Corregir una página
entry-text = Lo que dice tu página
entry-correct = Corregir
entry-remove = Quitar esta página
entry-remove-more = La página deja de verse para todas las personas.
entry-remove-do = Quitar la página
entry-today = Escribir hoy
entry-copy = Pasar una página del cuaderno
entry-keep = Lo que quiero guardar
entry-keep-paper = Lo que dice el cuaderno
entry-help = Si quieres, empieza por una: ¿qué me sorprendió? ¿dónde me atoré? ¿cómo lo sé?
entry-day = Día que dice el cuaderno
entry-save-own = Guardar en mi registro
entry-save = Guardar en su registro

note-new = Nota de quien acompaña
note-label = Qué viste
note-help = Corta. ¿Qué le preguntaste, qué le ayudó, qué falta? La leen quien aprende y quien enseña.
note-save = Guardar la nota
note-of = Nota de { $name }
note-remove = Quitar la nota

waiting-since = lo espera desde { $ago }
waiting-asked = espera la respuesta de { $name } desde { $ago }
waiting-proposed = Ya propusieron este tema a alguien. Falta una respuesta.
others-have-room = { $more ->
    [0] { CAPITAL($name) } tiene lugar hoy en este tema.
    [one] { CAPITAL($name) } y otra persona tienen lugar hoy en este tema.
   *[other] { CAPITAL($name) } y otras { $more } personas tienen lugar hoy en este tema.
  }
others-ask = Pedírselo
others-propose = Proponérselo
others-choose = Elegir con quién
waiting-busy = ahora aprende otro tema
waiting-see = Ver la propuesta
waiting-invite = Invitar a { $name }
waiting-count = { $count ->
    [one] Una persona de tu escuela espera este tema.
   *[other] { $count } personas de tu escuela esperan este tema.
  }
waiting-ask = Un deseo no lleva firma. Quien enseña en tu escuela sabe de quién es y puede juntarlos. También puedes invitar a quien tú quieras.
waiting-nobody = Ahora nadie de la escuela espera este tema.
waiting-choose = Elegir a quién invitar

flash-tutorial-proposed = La propuesta está hecha. Falta que la otra persona diga que sí.
flash-tutorial-agreed = Quedó acordado. Ya pueden empezar.
flash-tutorial-began = El día quedó corregido.
flash-tutorial-resumed = Sigue como antes.
flash-tutorial-unrehearsed = Quedó quitado.
flash-tutorial-runs = Ya estaba acordado, y sigue. Si no es el momento, se puede dejar por ahora.
flash-tutorial-refused = Quedó en que ahora no. No hace falta explicar.
flash-tutorial-rehearsal-asked = Pediste el ensayo. Busca un rato con quien te acompaña.
flash-tutorial-rehearsed = El ensayo quedó anotado. Sigue la demostración pública.
flash-tutorial-withdrawn = Quedó retirada.
flash-tutorial-stopped = Quedó guardado. Lo aprendido se queda contigo.
flash-tutorial-stopped-of = Quedó guardado.
flash-entry-kept = La página quedó guardada.
flash-entry-gone = La página ya no está.
flash-note-kept = La nota quedó guardada.
flash-note-gone = La nota ya no está.
entry-corrected = corregida después
entry-corrected-by = corregida después por { $name }
flash-tutorial-yes = Tu respuesta quedó anotada. Falta que la otra persona diga que sí.
# Cómo se juntan quienes no son del mismo lugar.
meeting-first = Se conocen el { $day }, en una visita a { $school }.
meeting-next = Se ven solo en visitas. La próxima es el { $day }, en { $school }.
meeting-planned = Lo pensaron para la visita del { $day }, en { $school }.
meeting-today = Hoy es la visita en que se juntan, en { $school }.
meeting-none = Se ven solo en visitas acordadas, y por ahora no hay ninguna próxima.
meeting-answers = Responde por la visita: { $name }.
meeting-answers-own = Por la visita respondes tú.
tutorial-meet = Antes de conocerse no hay nada que anotar. Desde la visita aquí se escribe, se ensaya y se pone la demostración.
visits-meet = Quiénes se juntan
visits-meet-waits = falta que digan que sí
home-now-visit = Ya se pusieron de acuerdo.
home-go-visit = Ver cómo va
