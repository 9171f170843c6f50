# La puerta de los programas: su guía, sus errores, las llaves, los calendarios y lo que se puede seguir.
api-title = Para programas
api-heading = Para programas
api-lead = Un programa de tu escuela, como una lista o un registro de asistencia, puede leer y escribir aquí lo mismo que tú puedes ver y hacer, y nada más.
api-make-key = Hacer una llave
api-begin = Cómo se empieza
api-key-how = Una persona adulta hace una llave en la página de las llaves y se la da al programa. El programa la muestra en cada petición, en el encabezado Authorization: Bearer.
api-rule-owner = Un programa actúa como la persona que hizo su llave, con los permisos que ella tiene en ese momento. Lo que una página no le muestra a ella, al programa no se le dice: la respuesta es 404.
api-rule-cookie = Aquí no valen las sesiones ni las cookies. Un programa no manda Origin; una petición que cambiaría algo y dice venir de otro sitio se rechaza con 403, y las páginas de otros sitios no pueden leer las respuestas.
api-rule-list = Las listas largas llegan en partes de hasta 200, siempre en el mismo orden. Pide la parte que sigue con el cursor que la respuesta llama next; no lo desarmes.
api-rule-etag = Cada respuesta a una lectura lleva un ETag. Mándalo de vuelta en If-None-Match: si nada cambió, la respuesta es 304 y viene vacía.
api-rule-idempotency = Lo que crea algo acepta el encabezado Idempotency-Key: un identificador de 26 letras y números, que será el de lo nuevo, o cualquier texto tuyo de hasta 255 signos. Si se manda otra vez con el mismo, no pasa nada más y la respuesta es la misma.
api-rule-pace = Hasta { $most } peticiones por minuto con una llave. Después la respuesta es 429 y dice cuándo volver.
api-rule-days = Los días se escriben 2026-11-23. Lo que falta y lo que es null son lo mismo. Un campo que no se conoce se rechaza.
api-document = Lo mismo como documento OpenAPI 3.1
api-needs = Necesita { $scope }.
api-makes = Acepta Idempotency-Key.
api-query = Parámetros
api-body = Cuerpo
api-answer = Respuesta
api-answer-many = Respuesta: una parte de una lista, items y next
api-optional = puede faltar
api-or-null = o null
api-kind-of-id = identificador
api-kind-of-cursor = cursor
api-kind-of-said = texto
api-kind-of-text = texto de hasta { $most } signos
api-kind-of-day = día
api-kind-of-number = número
api-kind-of-list = lista de: { $of }
api-errors = Cuando algo sale mal
api-errors-more = Las respuestas con error son application/problem+json (RFC 9457): type, title, status, detail y problems, una lista con field, code y message, en el idioma que pide Accept-Language.
api-follow = Lo que se puede seguir
api-follow-more = Las demostraciones que ya se hicieron se pueden seguir mes por mes con un lector de Atom, en números y sin nombres. Tus propios días los puede seguir tu calendario.

api-family-places = Lugares
api-family-people = Personas
api-family-topics = Temas
api-family-offers = Ofertas
api-family-interests = Deseos
api-family-tutorials = Relaciones tutoras
api-family-demonstrations = Demostraciones
api-family-masteries = Dominios

api-op-list-places = Da los lugares de la red: todos, los que están justo debajo de uno o los de un nivel.
api-op-get-place = Da un lugar.
api-op-found-place = Agrega un lugar debajo de otro.
api-op-rename-place = Le cambia el nombre a un lugar.
api-op-list-people = Da las personas de un lugar; si no dices cuál, del tuyo.
api-op-get-person = Da una persona.
api-op-add-person = Agrega a alguien a un lugar.
api-op-list-topics = Da los temas del acervo: todos o los que tienen todas las palabras en el título o la materia.
api-op-get-topic = Da un tema con su texto.
api-op-publish-topic = Publica un tema.
api-op-improve-topic = Escribe otra versión del texto de un tema, si todavía es la que viste.
api-op-list-offers = Da las ofertas de un lugar; si no dices cuál, del tuyo.
api-op-get-offer = Da una oferta.
api-op-open-offer = Pone un dominio en el catálogo de su dueña.
api-op-change-offer = Cambia los lugares de una oferta, la pone en pausa, la abre otra vez o la saca.
api-op-list-interests = Da tus deseos o los de alguien que aprende contigo.
api-op-get-interest = Da un deseo.
api-op-state-interest = Dice un deseo.
api-op-end-interest = Quita un deseo.
api-op-list-tutorials = Da tus relaciones tutoras o las de un lugar donde enseñas.
api-op-get-tutorial = Da una relación tutora.
api-op-propose-tutorial = Propone una relación tutora. Con aloud, quien enseña anota lo que las dos personas ya se dijeron.
api-op-agree-tutorial = Dice que sí a una relación tutora.
api-op-refuse-tutorial = Dice que por ahora no, o quita una propuesta.
api-op-rehearse-tutorial = Anota que ensayaron.
api-op-stop-tutorial = Deja una relación tutora, sin culpa de nadie.
api-op-list-entries = Da las páginas de un registro.
api-op-get-entry = Da una página de un registro.
api-op-write-entry = Escribe una página de un registro.
api-op-list-demonstrations = Da las demostraciones de un lugar, las que vienen y las que se hicieron; si no dices cuál, del tuyo.
api-op-get-demonstration = Da una demostración.
api-op-plan-demonstration = Planea la demostración de una relación tutora o cambia el plan.
api-op-hold-demonstration = Anota una demostración que se hizo. Si ya puede acompañar, el tema entra en su catálogo.
api-op-cancel-demonstration = Deja sin efecto una demostración planeada.
api-op-list-masteries = Da lo que alguien domina; si no dices quién, tú.
api-op-get-mastery = Da un dominio.
api-op-vouch-for-mastery = Responde por que alguien domina un tema.
api-op-withdraw-mastery = Retira un dominio que se anotó por error.
api-op-restore-mastery = Hace que cuente otra vez un dominio que se retiró por error: queda como estaba.

api-problem-wrong-type = Esto no es de la clase que hace falta.
api-problem-unknown-field = No hay un campo con ese nombre.
api-kind-malformed = No se puede leer
api-kind-malformed-more = La petición no está bien escrita en JSON.
api-kind-key = Falta una llave
api-kind-key-more = Muestra una llave que todavía valga, en el encabezado Authorization.
api-kind-scope = La llave no vale para esto
api-kind-scope-more = Haz una llave que valga para lo que dice scope, o no lo pidas.
api-kind-not-found = No está
api-kind-not-found-more = Aquí no hay nada, o nada que puedas ver.
api-kind-method = Así no
api-kind-method-more = Esta dirección acepta otros métodos. El encabezado Allow dice cuáles.
api-kind-conflict = Ya es otra cosa
api-kind-conflict-more = Esa clave ya es de otra cosa, o alguien cambió esto mientras tanto. Léelo otra vez primero.
api-kind-too-large = Es demasiado de una vez
api-kind-too-large-more = En una petición caben hasta 256 KB.
api-kind-media-type = No es JSON
api-kind-media-type-more = Mándalo como application/json.
api-kind-invalid = Hay algo que corregir
api-kind-invalid-more = No se escribió nada. La lista de problemas dice qué corregir, campo por campo.
api-kind-pace = Demasiado rápido
api-kind-pace-more = Espera los segundos que dice Retry-After.
api-kind-fault = Una falla nuestra
api-kind-fault-more = Algo salió mal de este lado. No se escribió nada.
api-kind-busy = Hay mucha gente
api-kind-busy-more = Prueba otra vez en unos segundos.
api-kind-same-more = Desde entonces nada cambió.

tokens-title = Llaves para programas
tokens-heading = Tus llaves para programas
tokens-lead = Con una llave, un programa de tu escuela lee o escribe aquí en tu nombre. Quien tiene la llave puede todo aquello para lo que vale.
tokens-guide = Cómo las usan los programas
tokens-made = Esta es la llave nueva. Cópiala ahora: solo se muestra esta vez.
tokens-kept = Las llaves que tienes
tokens-none = No tienes ninguna llave. Casi nadie necesita una.
tokens-until = Vale hasta el { $day }.
tokens-used = Se usó por última vez el { $day }.
tokens-unused = Todavía no se usa.
tokens-revoke = Anular
tokens-new = Una llave nueva
tokens-name = Para qué es
tokens-name-help = Por ejemplo: registro de asistencia de la dirección.
tokens-lasts = Por cuánto tiempo
tokens-days = { $count } días
tokens-scope = Para qué vale
tokens-access-none = Para nada
tokens-access-read = Leer
tokens-access-write = Leer y escribir
tokens-part = { $family }: { $access }
tokens-password-help = Una llave abre lo mismo que tú, desde cualquier lugar. Por eso se pide otra vez.
tokens-make = Hacer la llave
tokens-note = Elige lo menos que el programa necesite. Nunca puede más que tú, y aquí la puedes anular cuando quieras. Termina también cuando dejas una escuela o ya no respondes por un lugar. Las niñas y los niños no tienen llaves.
flash-token-revoked = La llave quedó anulada. Ningún programa la puede usar ya.
flash-token-made-before = Esa llave ya se había hecho y se mostró entonces. Si nadie la copió, anúlala y haz otra.

calendar-title = Tu calendario
calendar-heading = Tus días en tu propio calendario
calendar-lead = El calendario de tu teléfono o de tu computadora puede mostrar tus demostraciones y visitas que vienen.
calendar-made = Dale esta dirección a tu calendario. Solo se muestra esta vez.
calendar-address = Una dirección secreta
calendar-since = Tu calendario tiene dirección desde el { $day }.
calendar-none = Tu calendario no tiene dirección.
calendar-note = Quien conoce la dirección ve tus días, con tema y lugar y sin ningún nombre. No se la muestres a nadie. Con una dirección nueva la anterior ya no vale.
calendar-note-minor = Quien conoce la dirección ve tus días, con su tema, sin ningún nombre y sin el lugar. No se la muestres a nadie. Con una dirección nueva la anterior ya no vale.
calendar-open = Hacer una dirección
calendar-renew = Hacer una dirección nueva
calendar-close = Quitar la dirección
calendar-name = Relevo, mis días
calendar-demonstration = Demostración pública: { $topic }
calendar-visit = Visita a { $school }
flash-calendar-closed = La dirección ya no vale.
person-own-calendar = Tus días en tu propio calendario
person-own-tokens = Llaves para programas

feed-network = Demostraciones públicas de la red
feed-node = Demostraciones públicas, { $node }
feed-month = Demostraciones de { $month }
feed-month-many = { $demonstrations ->
    [one] Una demostración pública
   *[other] { $demonstrations } demostraciones públicas
  }{ $schools ->
    [0] .
    [one] . La hubo en una escuela.
   *[other] . Las hubo en { $schools } escuelas.
  }
feed-month-school = { $demonstrations ->
    [one] Una demostración pública
   *[other] { $demonstrations } demostraciones públicas
  }.
