# Las parejas que se le sugieren a una maestra para su grupo.
round-title = { $count ->
    [0] Sin parejas por ahora
    [one] Una pareja posible
   *[other] { $count } parejas posibles
  }
round-board = Mi grupo
round-lead = { $count ->
    [one] { $waiting ->
        [one] Así empezaría la persona que espera, con un tema que eligió.
       *[other] Así empezaría una de { $waiting } personas que esperan, con un tema que eligió.
      }
   *[other] Así empezarían { $count } de { $waiting } personas que esperan, con un tema que eligieron.
  } Nadie puede lograr que empiecen más.
round-lead-more = Son sugerencias. Al proponerlas, cada quien recibe la propuesta y dice sí o no. Desmarca la que no convenga: no hace falta decir por qué.
round-none = Hay quien espera, y hoy nadie puede acompañar. Abajo dice por qué.
round-nobody-waits = Nadie de este grupo espera. Cuando alguien pida un tema, aquí verás con quién podría empezar.
round-all-asked = Quienes esperan ya pidieron un tema. Abajo dice a quién, y quién más tiene lugar.
round-pending = Pidieron y no tienen respuesta
round-fault = No pudimos comprobar que estas sean las mejores parejas, así que no mostramos ninguna. Ya quedó anotado para arreglarlo. Mientras tanto, propón cada relación tutora desde tu tablero.
round-nothing-written = Todavía no se propuso nada. Cambia o desmarca esas parejas y vuelve a enviarlas.
round-today = Hoy y después
round-today-caption = Si las dos partes de cada pareja dicen que sí
round-state = Cómo están
round-now = Hoy
round-then = Así
round-learning = Aprenden con alguien
round-waiting = Esperan
round-asked = { $count ->
    [one] Además, una persona tiene una propuesta sin responder. Su lugar queda apartado.
   *[other] Además, { $count } personas tienen una propuesta sin responder. Sus lugares quedan apartados.
  }
round-fewer = { $count ->
    [one] Con lo que cambiaste empieza una persona menos.
   *[other] Con lo que cambiaste empiezan { $count } personas menos.
  }
round-as-many = Con lo que cambiaste empiezan las mismas personas.
round-pairs = Parejas
round-pair = { CAPITAL($learner) } con { $tutor }
round-with = Con quién empieza { $learner }
round-change = Cambiar
round-nobody = Por ahora, con nadie
round-best = Lo que mejor salga
round-by-hand = Esta pareja la elegiste tú.
round-overfull = { CAPITAL($tutor) } no tiene lugar para tantas personas. Cambia una.
round-instead = Mira con quién podría empezar ahora.
round-propose = Proponer las marcadas
round-see = Ver el efecto
round-left = Sin pareja esta vez
round-since = pidió { $ago }
round-left-by-hand = Elegiste que por ahora no empiece.
round-left-given = Los lugares que hay van hoy a otras personas.
round-left-full = Quienes lo ofrecen tienen lleno su cupo.
round-left-apart = Quienes lo ofrecen no pueden acompañarle aquí.
round-left-not-offered = Alguien lo domina, y hoy no lo ofrece.
round-left-nobody = Aquí nadie lo domina todavía.
round-left-withdrawn = El tema ya no está en el fondo.
round-opens = Se abre un lugar cuando { $name } demuestre «{ $topic }».
round-opens-on = Se abre un lugar cuando { $name } demuestre «{ $topic }»: { $day }.
round-opening-see = Ver cómo va { $name }
round-visit = Invitar a quien lo domine
round-places = Lo que significa cada lugar
round-without = { $count ->
    [one] Sin { $tutor } esperaría una persona más.
   *[other] Sin { $tutor } esperarían { $count } personas más.
  }
round-more = Con un lugar más de { $tutor } en «{ $topic }» empezaría una persona más.
round-before = Rondas anteriores
round-before-none = Aquí quedará cada vez que propongas parejas: cuándo, quiénes y qué pasó después.
round-before-see = Ver las parejas y qué contó
round-past = { $by } propuso { $count ->
    [one] una pareja
   *[other] { $count } parejas
  }. { $waiting ->
    [one] Esperaba una persona
   *[other] Esperaban { $waiting }
  } y { $best ->
    [0] nadie podía empezar.
    [one] podía empezar una.
   *[other] podían empezar { $best }.
  }
round-chosen = a mano
round-weights = Lo que contó, en puntos: { $weights }.
round-part-rank = orden del deseo
round-part-waited = espera
round-part-near = cercanía
round-part-first-learner = primera persona
round-part-load = a cuántas acompaña
round-part-language = lengua
round-became-demonstrated = { $count ->
    [one] Una ya demostró.
   *[other] { $count } ya demostraron.
  }
round-became-open = { $count ->
    [one] Una va caminando.
   *[other] { $count } van caminando.
  }
round-became-asked = { $count ->
    [one] Una espera respuesta.
   *[other] { $count } esperan respuesta.
  }
round-became-stopped = { $count ->
    [one] Una se dejó.
   *[other] { $count } se dejaron.
  }
round-reason-wished = { $place ->
    [1] Es lo que { $learner } puso primero.
    [2] Es el segundo deseo de { $learner }.
    [3] Es el tercer deseo de { $learner }.
   *[other] Está en la lista de deseos de { $learner }.
  }
round-reason-waited = { $days ->
    [one] { $learner } espera desde hace un día.
   *[other] { $learner } espera desde hace { $days } días.
  }
round-reason-visit = { CAPITAL($tutor) } viene de visita el { $day }: se verían ese día, en la escuela.
round-reason-just = { CAPITAL($tutor) } acaba de demostrarlo: { $learner } sería la primera persona a quien acompaña.
round-reason-first = { CAPITAL($learner) } sería la primera persona a quien acompaña { $tutor }.
round-reason-free = { $places ->
    [one] { $tutor } tiene un lugar libre.
   *[other] { $tutor } tiene { $places } lugares libres.
  }
round-reason-load = { $count ->
    [one] { $tutor } ya acompaña a otra persona.
   *[other] { $tutor } ya acompaña a otras { $count } personas.
  }
round-reason-language = El tema está en otra lengua que la de { $learner }.
flash-round-proposed = Las propuestas están hechas. Cada quien dice sí o no.
