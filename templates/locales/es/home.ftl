# The home of a stranger.
home-public-title = Lo que sé, lo paso
home-public-heading = Aprendo un tema con alguien que lo domina. Después lo paso.
home-public-lead = Una red de escuelas donde se aprende de persona a persona: alguien te acompaña, lo demuestras ante los demás y luego acompañas a quien sigue.
home-public-enter = Entrar a mi escuela
home-public-how = ¿Cómo se empieza?
home-picture-title = Un hilo verdadero de la red: de una persona pasó a { $others ->
    [one] otra más
   *[other] otras { $others }
  }{ $crossings ->
    [0] .
    [one] {", y una vez cruzó a otra escuela."}
   *[other] {", y "}{ $crossings }{" veces cruzó a otra escuela."}
  }
home-picture-caption = Un hilo verdadero: «{ $topic }», de { $first } a { $last }.
home-picture-schools = De arriba abajo: { $schools }.
home-picture-knot = Cada nudo es una persona que lo demostró ante su comunidad, o que lo empezó.
home-picture-lineage = Ver todo el hilo
home-public-this-month = Este mes
home-public-month = En { $month }
home-public-held = { $count ->
    [one] Hubo una demostración pública
   *[other] Hubo { $count } demostraciones públicas
  }{ $outside ->
    [0] { $schools ->
        [0] {""}
        [one] {" en una escuela"}
       *[other] {" en "}{ $schools } escuelas
      }
   *[other] { $schools ->
        [0] {" en equipos que acompañan a las escuelas"}
        [one] : { $inside } en una escuela y { $outside } en equipos que acompañan a las escuelas
       *[other] : { $inside } en { $schools } escuelas y { $outside } en equipos que las acompañan
      }
  }.
home-public-times = { $count ->
    [one] Una demostración
   *[other] { $count } demostraciones
  }{ $schools ->
    [0] {""}
    [one] {" en una escuela"}
   *[other] {" en "}{ $schools }{" escuelas"}
  }{ $teams ->
    [0] .
    [one] {" · un equipo que acompaña."}
   *[other] {" · "}{ $teams }{" equipos que acompañan."}
  }
home-public-more-topics = Y { $count ->
    [one] un tema más
   *[other] { $count } temas más
  }.
home-public-where = Fue en
home-public-more-schools = y { $count ->
    [one] una escuela más.
   *[other] { $count } escuelas más.
  }
home-public-elsewhere = y donde no se dice.
home-public-none-held = Todavía no hay demostraciones que contar.
home-public-topics = Lo que se puede aprender
home-public-offered = { $schools ->
    [0] Lo ofrece un equipo que acompaña a las escuelas
    [one] Se ofrece en una escuela
   *[other] Se ofrece en { $schools } escuelas
  }.
home-public-all-topics = Ver todos los temas de la red
home-public-no-topics = Todavía nadie ofrece un tema.
home-public-begin = Cómo se empieza
home-public-about = Qué es Relevo y cómo funciona
home-begin-offer = Alguien ofrece lo que domina
home-begin-offer-more = Un solo tema basta. No se ofrece lo que no se sabe.
home-begin-choose = Otra persona elige
home-begin-choose-more = Nadie se lo asigna. Se sientan juntas y conversan, sin prisa.
home-begin-show = Lo demuestra ante los demás
home-begin-show-more = Qué aprendió y cómo, con sus dudas incluidas.
home-begin-pass = Y acompaña a quien sigue
home-begin-pass-more = Así crece la red: por relevo.

# A learner's home.
home-learner-title = Mi hilo
home-hello = Hola, { $name }
home-asked = Esperan tu respuesta
home-asked-others = Falta la otra respuesta
home-asked-later = Para después
home-asked-of-learner = { CAPITAL($name) } puede acompañarte. Falta que digas si quieres.
home-asked-of-tutor = { CAPITAL($name) } quiere aprenderlo contigo. Falta que digas si puedes.
home-asked-waits = Tú ya dijiste que sí. Falta la respuesta de { $name }.
home-asked-full = { CAPITAL($name) } no tiene hoy lugar libre. Puedes esperar, o elegir a alguien más.
home-asked-both-learner = { CAPITAL($by) } propone que lo aprendas con { $name }. Faltan tu respuesta y la de { $name }.
home-asked-both-tutor = { CAPITAL($by) } propone que lo aprenda contigo { $name }. Faltan tu respuesta y la de { $name }.
home-asked-busy = { CAPITAL($name) } ya aprende otro tema. Cuando termine, pueden empezar este.
home-asked-busy-own = Ya aprendes otro tema. Cuando termines, puedes empezar este con { $name }.
home-asked-gone = Ya no se puede aceptar: lo que se ofrecía se cerró.
home-asked-answer = Ver y responder
home-asked-see = Ver
home-now = Ahora
home-with = Te acompaña { $name }
home-with-row = Con { $name }.
home-steps = Pasos de esta relación tutora
home-step-at = Paso { $at } de { $all }: { $step }
home-step-next = Sigue el paso { $at } de { $all }: { $step }
home-step-chosen = Elegido
home-step-agreed = Acordado
home-step-exploring = Explorando
home-step-rehearsed = Ensayado
home-step-demonstrated = Demostrado
home-step-tutoring = Acompañando
home-now-begun = Ya se pusieron de acuerdo. Empieza por escribir qué sabes del tema y qué quieres averiguar.
home-go-begun = Escribir mi primera página
home-now-exploring = Vas explorando. { $count ->
    [one] Ya escribiste una página en tu registro
   *[other] Ya escribiste { $count } páginas en tu registro
  }; cuando lo entiendas, sigue ensayarlo con { $tutor }.
home-go-exploring = Seguir con mi registro
home-now-asked = Pediste ensayar. Ponte de acuerdo con { $tutor } para contarle lo que entendiste.
home-go-asked = Ver mi registro
home-now-rehearsed = Ya ensayaste. Falta poner el día y decir quién te va a escuchar.
home-now-not-yet = El { $day } lo mostraste, y quienes escucharon dijeron que todavía no.
home-now-not-yet-reason = Lo que falta: «{ $reason }».
home-now-not-yet-next = Lo que ya entiendes se queda contigo. Trabájalo otro rato con { $tutor }, ensayen de nuevo y elige otro día.
home-now-planned = Tu demostración es el { $day }.
home-now-none = No tienes un tema en curso. Elige uno que te llame.
home-now-answer = Todavía no empiezas un tema: falta una respuesta.
home-now-wished = Todavía no empiezas un tema. Esperas «{ $topic }» desde { $ago }{ $more ->
    [0] .
    [one] , y otro más.
   *[other] , y otros { $more }.
  }
home-choose = Ver qué puedo aprender
home-begin-places = Agrega los lugares
home-begin-places-more = Zonas y escuelas, una por una; o trae un registro completo desde las listas de tu lugar.
home-begin-open = Abre la puerta de cada lugar
home-begin-open-more = En la página de cada uno agregas a quien empieza ahí y le das su invitación.
home-begin-team = Agrega a tu equipo
home-begin-team-more = Quienes acompañan contigo a las escuelas.
home-first-lead = Lo dominas y tienes lugar. Lo que sigue es acompañar a alguien.
home-first-nobody = Lo dominas y todavía no acompañas a nadie. Hoy nadie de { $place } lo está esperando: cuenta de qué trata, o invita tú a alguien.
home-first-below = Lo dominas y todavía no acompañas a nadie. { $schools ->
    [0] Hoy nadie lo espera en tu equipo ni en las escuelas de { $place }.
    [one] En una escuela de { $place } alguien lo espera.
   *[other] En { $schools } escuelas de { $place } alguien lo espera.
  } A alguien de una escuela se le acompaña en una visita: acuérdala con quien da clases ahí.
home-first-below-see = Ver qué se espera y dónde
home-first-learn = O elegir un tema para aprender
home-pages = { $count ->
    [one] Una página en el registro.
   *[other] { $count } páginas en el registro.
  }
home-no-pages = El registro todavía no tiene páginas.
home-open-record = Abrir el registro
home-choices = Puedo elegir
home-choices-later = Para después
home-choices-later-more = Primero terminas lo que estás aprendiendo. Mientras, puedes mirar.
home-choice-with = Te puede acompañar { $name }.
home-choice-also = También con { $name }.
home-reason-wished = { $place ->
    [1] Es lo primero que pediste.
   *[other] Está en tu lista de deseos.
  }
home-reason-waited = { $days ->
    [one] Lo pediste hace un día.
   *[other] Lo pediste hace { $days } días.
  }
home-reason-first = Serías la primera persona a quien acompaña.
home-reason-just = Acaba de demostrarlo: serías la primera persona a quien acompaña.
home-reason-school = Está en tu escuela.
home-reason-team = Está en tu mismo equipo.
home-reason-zone = Está en tu zona.
home-reason-free = { $places ->
    [one] Hoy hay un lugar.
   *[other] Hoy hay { $places } lugares.
  }
home-reason-nobody-waits = Nadie más lo está esperando.
home-catalog = Ver todo lo que ofrece { $place }
home-choices-none = Por ahora nadie cerca tiene lugar en un tema nuevo para ti. Busca uno y di que lo quieres.
home-see-topics = Buscar un tema
home-demonstrations = Demostraciones
home-demonstration-own = La tuya: { $day }.
home-demonstration-invited = Te invita { $name }: { $day }.
home-demonstration-invited-elsewhere = Te invitan a { $school }: { $day }.
home-demonstration-see = Ver
home-tutor-of = A quién acompaño
home-learner = { CAPITAL($name) } aprende contigo.
home-learners-none = Todavía no acompañas a nadie. Lo que dominas está en tu catálogo para quien lo quiera aprender.
home-learners-none-now = Hoy no acompañas a nadie. Lo que dominas está en tu catálogo para quien lo quiera aprender.
home-learners-none-offered = Hoy no acompañas a nadie, y no hay temas en tu catálogo.
home-waited = { $count ->
    [one] Una persona de { $place } lo espera
   *[other] { $count } personas de { $place } lo esperan
  }; la primera lo pidió { $since }. Tu maestra puede presentarlas.
home-waited-see = Ver el tema
home-waited-invite = Invitar a alguien
home-my-catalog = Mi catálogo
home-accompanied = A quiénes ya acompañé
home-learner-asks = Pidió ensayarlo contigo el { $day }.
home-learned = Lo que he aprendido
home-learned-with = Con { $tutor }. Lo demostraste el { $day }.
home-learned-alone = Lo demostraste el { $day }.
home-learned-read = Volver a leer mi registro
home-learned-all = Ver todo lo que he aprendido
home-line = Mi línea
home-line-label = Quién te acompañó y a quién acompañas en { $topic }
home-line-tutor = te acompañó en «{ $topic }»
home-line-me = Tú
home-line-shown = lo demostraste el { $day }
home-line-shown-alone = demostraste «{ $topic }» el { $day }
home-line-since = dominas «{ $topic }» desde el { $day }
home-line-learner = lo demostró en { $day }
home-line-begun = lo aprende contigo
home-line-more = Y { $count ->
    [one] una persona más
   *[other] { $count } personas más
  }.
home-line-all = Ver el hilo de este tema
home-visits-none = No tienes visitas en puerta.
home-wishes = Lo que pedí aprender
home-choices-none-said = Por ahora nadie cerca tiene lugar en un tema nuevo para ti.
