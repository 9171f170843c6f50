# A teacher's board.
board-title = Toda la escuela
board-title-team = Todo el equipo
board-group = { $grade }.º { $class }
board-groups = Grupos
board-printed = Es para la maestra o el maestro, no para la pared: dice por su nombre quién espera. Los porqués se quedan en la pantalla.
board-all = Toda la escuela
board-begin = Por dónde empezar
board-begin-people = Agrega a tus estudiantes
board-begin-people-more = Con el nombre basta. Después les das su clave.
board-begin-topic = Propón un tema
board-begin-topic-more = Uno que tú ya domines y puedas acompañar. También puedes usar los de la red.
board-begin-vouch = Anota quién lo domina ya
board-begin-vouch-more = Alguien tiene que ser el primer nudo: puedes ser tú.
board-begin-classroom = Abre el salón
board-begin-classroom-more = Tus estudiantes entran, ven el catálogo y eligen.
board-lead = { $going ->
    [0] Ninguna relación tutora va caminando.
    [one] Una relación tutora va caminando.
   *[other] { $going } relaciones tutoras van caminando.
  } { $waiting ->
    [0] Nadie espera
    [one] Una persona espera
   *[other] { $waiting } personas esperan
  } y { $ready ->
    [0] nadie está por demostrar.
    [one] una está por demostrar.
   *[other] { $ready } están por demostrar.
  }
board-suggest = Sugerir para mi grupo
board-suggest-team = Sugerir para el equipo
board-suggest-more = Quién podría empezar con quién
board-paper = Pasar del papel
board-paper-more = Lo que anotaste sin señal
board-classroom = Abrir el salón
board-classroom-more = Para que entren con su clave
board-poster = Imprimir el catálogo
board-poster-more = Para la pared del salón
board-poster-more-team = Para la pared
board-people = Personas
board-people-more = Altas, claves y grupos
board-people-more-team = Quiénes son del equipo
board-concerns = Avisos
board-concerns-more = Lo que alguien dijo que no está bien
board-arrived = Acaba de llegar
board-arrived-from = de { $school }, el { $day }
board-arriving = Alguien viene de otra escuela
board-proposals = Falta un sí
board-yes-both = { CAPITAL($learner) } con { $tutor }: faltan las dos respuestas.
board-yes-learner = { CAPITAL($learner) } con { $tutor }: falta la respuesta de { $learner }.
board-yes-tutor = { CAPITAL($learner) } con { $tutor }: falta la respuesta de { $tutor }.
board-yes-later = { CAPITAL($learner) } con { $tutor }: { $learner } ya aprende otro tema. Pueden empezar cuando termine.
board-go-proposal = Abrir
board-column-waiting = Esperan
board-column-waiting-why = Eligieron un tema y aún no tienen con quién.
board-column-waiting-none = Nadie espera. Cuando alguien elija un tema, aparece aquí.
board-column-going = En relación tutora
board-column-going-why = Días desde la última página del registro. No corre prisa.
board-column-going-none = Todavía no hay ninguna. Empieza por quien espera.
board-column-ready = Por demostrar
board-column-ready-why = Ya ensayaron o ya tienen día.
board-column-ready-none = Nadie está por demostrar.
board-column-new = Tutores por estrenar
board-column-new-why = Demostraron y aún no acompañan a nadie.
board-column-new-none = Nadie que haya demostrado está sin aprendiz.
board-days = { $days ->
    [0] hoy
    [one] { $days } día
   *[other] { $days } días
  }
board-room-nobody = Nadie de aquí domina este tema todavía.
board-room = { $tutors ->
    [0] Nadie tiene lugar por ahora.
    [one] Una persona tiene lugar.
   *[other] { $tutors } personas tienen lugar.
  }
board-room-next = { $room } Su primer deseo es «{ $topic }», que hoy no tiene lugar.
board-go-waiting = Buscar con quién
board-go-unmet = Ver el tema
board-with = con { $tutor }
board-with-you = contigo
board-asked = { $with }; pidió ensayar el { $day }
board-not-yet = { $with }; lo mostró el { $day }, todavía no
board-go-going = Ver el registro
board-rehearsed = ensayó el { $day }
board-go-ready = Poner día
board-go-planned = Ver
board-go-record = Anotar cómo fue
board-since = desde el { $day }
board-pending = Falta la respuesta de { $tutor }.
board-pending-you = Falta tu respuesta.
board-pending-room = { $tutors ->
    [0] Hoy nadie más tiene lugar.
    [one] Otra persona tiene lugar.
   *[other] Otras { $tutors } personas tienen lugar.
  }
board-proposed = Ya hay una propuesta con { $name }.
board-wanted = { $count ->
    [one] Alguien espera este tema.
   *[other] { $count } personas esperan este tema.
  }
board-go-new = Buscarle aprendiz
board-go-new-closed = Ver su catálogo
board-more = { $count ->
    [one] Ver la otra
   *[other] Ver las otras { $count }
  }
board-coming = Demostraciones que vienen
board-coming-none = Ninguna tiene día todavía.
board-held = Demostrado este mes
board-held-none = Este mes todavía no se ha anotado ninguna.
board-shows = { CAPITAL($learner) } demuestra «{ $topic }»
board-visits = Visitas
board-visits-none = No hay visitas en puerta.
board-visit = Visita; responde { $responsible }
board-visit-of = Visita de { $who }; responde { $responsible }
board-visit-unanswered = Visita: falta quien responda por ella
board-visits-see = Ver todas las visitas
board-visit-new = Acordar una visita

board-contested = Se contradicen
board-contested-why = Dos registros dicen cosas que no caben juntas. Cuenta el primero; ustedes saben cuál es cierto.
board-contested-mastery = Ya hay otro registro de que domina este tema. Si este es el cierto, retira el otro.
board-contested-tutorial = Ya aprende este tema con otra persona; lo acordado con { $tutor } no cuenta mientras tanto.
board-contested-open = Ver este
board-contested-counts = Ver el que cuenta
board-contested-withdraw = Retirar este
board-visit-own = Vas de visita a { $school }
board-visit-asked = Te invitan a { $school }. ¿Vas?
