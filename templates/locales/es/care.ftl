# Visitas, y lo que alguien dice que no está bien.
visits-title = Visitas
visits-lead = Las personas de otros lugares trabajan con estudiantes solo en una visita acordada.
visits-new = Acordar una visita
visits-coming = Las que vienen
visits-nobody-answers = Nadie responde ya por esta visita: { $name } no está aquí. Mientras nadie responda, nadie puede verse en ella; al corregirla se dice quién responde.
visits-responsible = Responde por la visita: { $name }
visits-propose = Buscarle con quién aprender
visits-learn = { $count ->
    [one] Hay un tema que podrías aprender ahí
   *[other] Hay { $count } temas que podrías aprender ahí
  }
visits-learn-how = Ábrelo para pedir que alguien de la escuela te acompañe ese día.
visits-edit = Corregir esta visita
visit-edit-title = Corregir una visita
visit-edit-lead = El día, quién viene y quién responde. Lo que ya empezó en ella se conserva.
visit-named = Ya anotadas
flash-visit-corrected = La visita quedó corregida.
visits-end = Quitar esta visita
visits-end-all = { $count ->
    [one] Quitar la visita y cerrarla
   *[other] Quitar la visita y cerrarlas
  }
visits-none = No hay visitas acordadas.
visits-none-teacher = No hay visitas acordadas. Cuando alguien vaya a venir, acuérdala aquí antes.
visits-over = Las que ya pasaron
visits-over-see = Ver las del último año
visits-over-none = Aquí ya no hay más.
visits-over-more = Ver las anteriores
visits-over-back = Volver a las más recientes
visits-waited = no se ha dicho si vino
visits-asked-over = Te invitaron a esta visita. ¿Fuiste?
visits-came = Sí, fui
visit-new-title = Acordar una visita
visit-new-lead = ¿Quién viene a { $school }, y qué día?
visit-from = De dónde vienen
visit-from-near = De la zona y de más arriba
visit-from-do = Ver a esas personas
visit-day = Qué día
visit-people = Quién viene
visit-people-help = Solo personas adultas.
visit-nobody = De ahí no hay nadie anotado. Elige otro lugar.
visit-alone = { $school } es por ahora el único lugar de este Relevo: nadie de otro lugar está anotado, y por eso no hay a quién esperar de visita.
visit-alone-how = Si una asesora u otra persona adulta viene a trabajar con ustedes, anótala en la escuela con su función. Así puede acompañar y aprender aquí sin que haga falta acordar una visita.
visit-alone-add = Anotarla en la escuela
visit-alone-ask = La anota quien administra la escuela.
visit-responsible = Quién responde por la visita
visit-responsible-help = Alguien que enseña en la escuela, y que no trabaja ese día con quien viene.
visit-do = Acordar la visita
flash-visit-agreed = La visita quedó acordada.
flash-visit-ended = La visita se quitó.

concern-title = Algo no está bien
concern-lead = Si algo te incomoda, te da miedo o es mentira, dilo aquí. No hace falta tu nombre.
concern-school = Tu escuela
concern-school-help = Escribe parte de su nombre.
concern-school-search = Buscar
concern-school-none = No hay una escuela con ese nombre. Prueba con otra palabra.
concern-text = Qué pasa
concern-text-help = Con tus palabras. Una frase alcanza.
concern-reader = Quién lo lee
concern-reader-school = Quien cuida Relevo en { $node }
concern-reader-school-more = Personas adultas de tu escuela.
concern-reader-above = Quien cuida Relevo en { $node }
concern-reader-above-more = Personas adultas de fuera de { $node }. Elígelo si es sobre alguien de tu escuela.
concern-about = Sobre quién es
concern-about-help = Esa persona no lo lee, aunque cuide Relevo.
concern-about-guest = { CAPITAL($name) } (viene de visita)
concern-about-nobody = No digo quién
concern-signed = Que sepan que lo digo yo
concern-signed-help = Si no lo marcas, no se guarda quién lo dijo.
concern-tell-page = Decir en qué página estaba
concern-tell-page-help = Ayuda si es sobre algo escrito ahí. A veces deja adivinar quién lo dijo.
concern-from-page = (Desde la página { $page })
concern-do = Decirlo
concern-urgent = Si hay peligro ahora, busca a una persona adulta de confianza o llama al 911.
concern-thanks-title = Gracias por decirlo
concern-thanks-school = Lo va a leer quien cuida Relevo en { $node }.
concern-thanks-above = Lo va a leer quien cuida Relevo en { $node }, fuera de tu escuela.
concern-thanks-more = Si quieres contarlo en persona, busca a alguien de confianza. No hiciste nada malo al decirlo.

concerns-title = Lo que no está bien
concerns-lead = Lo dijeron personas de la red. Léelo con calma y atiéndelo pronto; no busques quién lo escribió.
concerns-open = Por atender
concerns-done = Atendido
concerns-none = No hay nada por atender.
concerns-erased = Lo que decía se borró con alguien a quien nombraba o que lo firmó.
concerns-more = Ver los anteriores
concerns-about = Sobre { $name }.
concerns-by = Lo dijo { $name }.
concerns-unsigned = Sin firma.
concerns-answer = Ya lo atiendo yo
concerns-answered = Lo atendió { $name }, el { $day }.
flash-concern-answered = Quedó anotado que lo atiendes tú.
visits-leaning = { $count ->
    [one] Una relación tutora depende de esta visita. Si la quitas, se cierra.
   *[other] { $count } relaciones tutoras dependen de esta visita. Si la quitas, se cierran.
  }
visit-day-help = Puede ser un día que ya pasó, si lo copias del papel.
flash-visit-noted = La visita quedó anotada.
concern-only-here = En esta escuela los avisos los lee solo quien cuida Relevo aquí. Si se trata de esa persona, no lo escribas: díselo a otra persona adulta de tu confianza, dentro o fuera de la escuela.
visits-waits = falta que diga si viene
visits-asked = Te invitaron a esta visita. ¿Vas?
visits-accept = Sí, voy
flash-visit-accepted = Quedó anotado que vas.
flash-visit-came = Quedó anotado que fuiste.
home-visit-asked = Falta que digas si vas
