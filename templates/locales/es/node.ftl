# A school, and what stands above schools.
node-lead-school = Este mes { $alive ->
    [0] no hay relaciones tutoras en curso
    [one] hay una relación tutora en curso o recién terminada
   *[other] hay { $alive } relaciones tutoras en curso o recién terminadas
  } y { $demonstrations ->
    [0] todavía no hay demostraciones públicas.
    [one] hubo una demostración pública.
   *[other] hubo { $demonstrations } demostraciones públicas.
  }
node-lead-many = Aquí { $schools ->
    [0] todavía no hay escuelas
    [one] hay una escuela
   *[other] hay { $schools } escuelas
  }. Este mes{ $counted ->
    [some] , de las que se cuentan,
   *[all] {""}
  } { $active ->
    [0] ninguna tiene relaciones tutoras
    [one] en una hay relaciones tutoras
   *[other] en { $active } hay relaciones tutoras
  } y { $practising ->
    [0] ninguna tuvo demostraciones públicas.
    [one] una tuvo demostraciones públicas.
   *[other] { $practising } tuvieron demostraciones públicas.
  }
node-lead-same = El mes pasado hubo demostraciones en otras tantas.
node-lead-more = Con demostraciones son { $change ->
    [one] una más
   *[other] { $change } más
  } que el mes pasado.
node-lead-fewer = Con demostraciones son { $change ->
    [one] una menos
   *[other] { $change } menos
  } que el mes pasado.
node-lead-left-out = En estas cuentas no entran las escuelas donde enseña una sola persona, ni a veces una vecina: sus cifras son solo de su gente.
node-lead-personal = Una escuela de la red. Donde enseña una sola persona, las cifras son solo de su escuela; a veces también las de una vecina, para que no se adivinen.
node-lead-personal-many = { $schools ->
    [0] Un lugar de la red, todavía sin escuelas.
    [one] Aquí hay una escuela.
   *[other] Aquí hay { $schools } escuelas.
  } Donde enseña una sola persona, las cifras son solo de su escuela; a veces también las de una vecina, para que no se adivinen.
node-cct = Clave { $cct }.
node-team = { $count ->
    [0] Todavía nadie responde por este lugar.
    [one] Una persona responde por este lugar.
   *[other] { $count } personas responden por este lugar.
  }
node-team-named = { $count ->
    [one] Responde por este lugar { $names }.
   *[other] Responden por este lugar { $names }.
  }
node-beginners = Quién empieza aquí
node-beginners-more = Hasta que alguien de aquí pueda entrar y sea responsable del lugar, tú abres la puerta. Con su invitación cada quien elige su nombre para entrar y su contraseña.
node-beginners-steward = Responsable del lugar; todavía no entra
node-beginners-none = Aquí todavía no hay nadie que responda por este lugar. Agrega a la persona adulta que va a empezar.
node-beginners-add = Agregar a su primera persona
node-beginners-another = Agregar a alguien más
node-board = Tablero
node-catalog = Catálogo
node-interests = Deseos sin tutor cerca
node-people = Personas
node-vouch = Dar mi aval a alguien
node-concerns = Avisos
node-new = Agregar un lugar
node-coming = Demostraciones que vienen
node-coming-none = Ninguna tiene día todavía. Cuando la tenga, aquí se ve quién, qué y cuándo.
node-acts = Ver las demostraciones que ya hubo
node-visits = Visitas
node-visited = Mis visitas a esta escuela
node-children = Lo que hay aquí
node-children-none = Todavía no hay escuelas en este lugar.
node-children-all = { $count } lugares en total.
node-pages = Páginas
node-before = Anteriores
node-after = Siguientes
node-mark-good = con demostraciones este mes
node-mark-near = con relaciones tutoras
node-mark-none = sin registro o sin cifras
node-child-practising = { $demonstrations ->
    [0] Con demostraciones este mes, en una escuela que se unió a esta
    [one] Una demostración este mes
   *[other] { $demonstrations } demostraciones este mes
  }
node-child-active = Con relaciones tutoras
node-child-quiet = Sin registro este mes
node-child-hidden = Sus cifras son solo de su gente
node-child-hidden-many = { $schools ->
    [0] Todavía sin escuelas
    [one] Una escuela; sus cifras son solo de su gente
   *[other] { $schools } escuelas; sus cifras son solo de su gente
  }
node-own-team = { $demonstrations ->
    [one] Una demostración más de este mes es del equipo de aquí, y no de una escuela.
   *[other] { $demonstrations } demostraciones más de este mes son del equipo de aquí, y no de una escuela.
  }
node-child-many = De { $schools ->
    [one] una escuela
   *[other] { $schools } escuelas
  }, { $active } con relaciones tutoras y { $practising } con demostraciones
node-figures = Cómo va
node-figures-open = Ver las cifras de doce meses
node-figures-none = En los últimos doce meses no hay nada registrado.
node-month = Mes
node-table = Los mismos datos en tabla
node-hidden = no se dice
node-hidden-why = Cuando son menos de { $least } personas, o de una escuela que no es la tuya, no se dice cuántas: así nadie sabe quién.
node-hidden-all = De los tutores nuevos no se dice cuántos hubo cada mes: cuando son menos de { $least } personas, o de una escuela que no es la tuya, el número diría quién.
node-new-tutors = En doce meses, { $count ->
    [0] nadie se estrenó como tutor o tutora.
    [one] una persona demostró por primera vez y ya puede acompañar.
   *[other] { $count } personas demostraron por primera vez y ya pueden acompañar.
  }
node-events-found = En doce meses { $begun ->
    [0] no empezó ninguna relación tutora
    [one] empezó una relación tutora
   *[other] empezaron { $begun } relaciones tutoras
  } y { $demonstrations ->
    [0] todavía no hubo demostraciones públicas
    [one] hubo una demostración pública
   *[other] hubo { $demonstrations } demostraciones públicas
  }.
node-events-read = Cada punto es un mes.
node-events-title = Relaciones tutoras que empezaron, tutores nuevos y demostraciones, por mes. Los datos están en la tabla.
node-events-line-0 = Empezaron
node-events-line-1 = Tutores nuevos
node-events-line-2 = Demostraciones
node-events-end-0 = { $count ->
    [one] { $count } empezó
   *[other] { $count } empezaron
  }
node-events-end-1 = { $count ->
    [one] { $count } tutor nuevo
   *[other] { $count } tutores nuevos
  }
node-events-end-2 = { $count ->
    [one] { $count } demostración
   *[other] { $count } demostraciones
  }
node-schools-found = { $most ->
    [0] { $schools ->
        [0] En doce meses ninguna escuela tuvo demostraciones.
        [one] En doce meses la única escuela no tuvo demostraciones.
       *[other] En doce meses ninguna de las { $schools } escuelas tuvo demostraciones.
      }
    [one] En su mejor mes, { $month }, { $schools ->
        [one] la única escuela tuvo demostraciones.
       *[other] una de { $schools } escuelas tuvo demostraciones.
      }
   *[other] En su mejor mes, { $month }, tuvieron demostraciones { $most } de { $schools } escuelas.
  }
node-schools-found-some = { $most ->
    [0] En doce meses ninguna de las escuelas que se cuentan tuvo demostraciones.
    [one] En su mejor mes, { $month }, tuvo demostraciones una de las escuelas que se cuentan, de { $schools } que hay.
   *[other] En su mejor mes, { $month }, tuvieron demostraciones { $most } de las escuelas que se cuentan, de { $schools } que hay.
  }
node-schools-all = Escuelas
node-schools-read = Cada punto cuenta las escuelas de ese mes.
node-schools-title = Escuelas con relaciones tutoras, con tutores de casa y con demostraciones, por mes. Los datos están en la tabla.
node-schools-line-0 = Activas
node-schools-line-1 = Con tutores de casa
node-schools-line-2 = Practican
node-schools-end-0 = { $count ->
    [one] { $count } activa
   *[other] { $count } activas
  }
node-schools-end-1 = { $count } con tutores de casa
node-schools-end-2 = { $count ->
    [one] { $count } practica
   *[other] { $count } practican
  }
node-topics = Temas vivos este mes
node-topics-none = Este mes nadie trabaja un tema todavía.
node-topics-none-some = Este mes nadie trabaja un tema todavía en las escuelas que se cuentan.
node-topics-more = Y { $count ->
    [one] un tema más
   *[other] { $count } temas más
  }.
node-see-topics = Ver los temas
node-in-schools = En { $count ->
    [one] una escuela
   *[other] { $count } escuelas
  }.
node-and-more = y { $count ->
    [one] una escuela más
   *[other] { $count } escuelas más
  }
node-promoted = Acompaña quien fue aprendiz
node-promoted-count = { $count ->
    [0] Este mes en ninguna escuela acompaña alguien que haya aprendido aquí su tema.
    [one] Este mes en una escuela acompaña alguien que aprendió su tema con otra persona y lo demostró.
   *[other] Este mes en { $count } escuelas acompaña alguien que aprendió su tema con otra persona y lo demostró.
  }
node-left-out = De otras no se dice.
node-promoted-which = Ver cuáles
node-families = Familias
node-words = Las cifras
node-words-open = Qué quiere decir cada una
node-word-active = Activa
node-word-active-is = Una escuela donde, algún día del mes, hubo al menos una relación tutora abierta, o una que terminó. Las escuelas se cuentan donde están el último día del mes; lo que pasó en una que se unió a otra cuenta para esa otra.
node-word-practising = Practica
node-word-practising-is = Una escuela donde en el mes alguien dio una demostración pública, haya quedado lista o todavía no.
node-word-begun = Empezaron
node-word-begun-is = Relaciones tutoras en que las dos personas se pusieron de acuerdo ese mes.
node-word-demonstrations = Demostraciones
node-word-demonstrations-is = Las que ya se dieron. Las que vienen no se cuentan ni se publican.
node-word-new = Tutores nuevos
node-word-new-is = Personas cuya primera demostración con su tutor, lista para acompañar, fue ese mes. Cada quien cuenta una sola vez.
node-word-topic = Tema vivo
node-word-topic-is = Alguien lo aprende o lo demostró este mes.
node-word-promoted = Tutores de casa
node-word-promoted-is = Fueron aprendices: acompañan un tema que aprendieron con otra persona y demostraron en público.
node-word-hidden = No se dice
node-word-hidden-is = Las relaciones y las demostraciones se cuentan todas. De las personas no se dice el número cuando son menos de { $least }, ni el de una escuela hacia afuera de ella. Donde enseña una sola persona, las cifras las ve solo su escuela, y esta entra en las cuentas de escuelas solo cuando son al menos diez así juntas.
