# Children's keys: cards and PINs of a group, and the door for a card.
keys-title = Tarjetas y claves
keys-lead = Con ellas entran quienes estudian aquí. Se hacen, se imprimen y se anulan en esta página.
keys-which = Cuál conviene
keys-card = Tarjeta
keys-card-more = Lleva un código que lee una cámara, y ocho signos para escribir. Si su familia dijo que sí, sirve aunque nadie tenga el salón abierto.
keys-cards = { $count ->
    [0] Nadie tiene tarjeta todavía.
    [one] { $count } persona la tiene.
   *[other] { $count } personas la tienen.
  }
keys-pin = Clave
keys-pin-more = Cuatro números, o tres dibujos. Sirve solo mientras alguien tiene el salón abierto.
keys-pins = { $count ->
    [0] Nadie tiene clave todavía.
    [one] { $count } persona la tiene.
   *[other] { $count } personas la tienen.
  }
keys-once = Lo que haces aquí se puede imprimir una sola vez, al hacerlo: no guardamos las tarjetas ni las claves, solo lo necesario para reconocerlas. Si una se pierde, se hace otra y la anterior deja de servir.
keys-for = Para quién de { $group }
keys-whole = Todo el grupo
keys-whole-more = A quien ya tiene tarjeta o clave, la anterior le deja de servir.
keys-has-both = tiene tarjeta y clave
keys-has-card = tiene tarjeta
keys-has-pin = tiene clave
keys-make-cards = Hacer tarjetas
keys-make-pins = Hacer la hoja de claves
keys-void = Anular
keys-void-more = Las que anules dejan de servir en este momento. A quien marcaste se le cierra la sesión.
keys-void-cards = Anular las tarjetas
keys-void-pins = Anular las claves
keys-children = Estudiantes
keys-empty = Aquí van a estar quienes estudian en esta escuela, por grado y grupo.
keys-people = Ver las personas
keys-all = Toda la escuela
keys-all-make = Hacer de una vez para toda la escuela
keys-all-make-more = Quien ya tiene una recibe otra: las anteriores dejan de servir en este momento.
keys-all-cards = Hacer tarjetas para todos
keys-all-pins = Hacer las hojas de claves de todos
keys-all-void = Anular todo, al terminar el ciclo escolar
keys-all-void-more = Dejan de servir en este momento las de toda la escuela, y se cierran las sesiones de quienes estudian aquí.
keys-all-void-cards = Anular todas las tarjetas
keys-all-void-pins = Anular todas las claves
keys-rule = Cuándo sirven las tarjetas
keys-rule-more = Una tarjeta vale lo que una contraseña: quien la encuentra o le toma una foto puede entrar como esa persona, y ver los nombres de la escuela, hasta que alguien la anule.
keys-rule-when = Las tarjetas de esta escuela sirven
keys-rule-always = A cualquier hora y en cualquier lugar, si la familia dijo que sí
keys-rule-class = Solo mientras alguien tiene el salón abierto
cards-title = Tarjetas para imprimir
cards-heading = { $count ->
    [one] La tarjeta está lista
   *[other] Las tarjetas están listas
  }
cards-lead = Imprímelas ahora, recórtalas y entrégalas en mano.
cards-once = Solo se ven esta vez. Cuando salgas de esta página, nadie podrá volver a imprimirlas. Esta hoja abre cuentas: no la dejes en la impresora.
cards-how = Caben nueve en una hoja acostada. Se leen bien en blanco y negro.
cards-done = Ya las imprimí
cards-keep = Es tuya. No la prestes.
cards-in-class = Sirve en clase. No la prestes.
pins-title = Claves para imprimir
pins-heading = Las claves están listas
pins-lead = Imprime la hoja, recorta las tiras y entrega cada una en mano.
pins-once = Solo se ven esta vez. Cuando salgas de esta página, nadie podrá volver a verlas. Si una se pierde, se da otra.
pins-how = En clase: abre { $address }/classroom, escribe el código del pizarrón, toca tu nombre y escribe tus cuatro números.
card-door-title = Entrar con tu tarjeta
card-door-heading = Entra con tu tarjeta
card-door-lead = Lee el código de tu tarjeta con la cámara, o escribe los ocho signos que están abajo del dibujo.
card-door-read = Tu tarjeta está leída
card-door-read-lead = Si es tuya, entra. Al terminar, toca Salir.
card-door-step = Tu tarjeta
card-door-code = Los ocho signos
card-door-help = Da igual si escribes mayúsculas o minúsculas, o si dejas el guion.
card-door-other = Escribir otra tarjeta
card-door-wrong = Esa tarjeta no existe o ya la anularon. Mira otra vez los ocho signos.
card-door-lost = ¿La perdiste? Avisa en tu escuela: la anulan y te dan otra.
problem-only-in-class = En tu escuela las tarjetas sirven solo en clase. Pide que abran el salón.
sign-in-card = Tengo mi tarjeta
sign-in-card-more = Con el código de tu tarjeta o sus ocho signos.
members-keys = Tarjetas y claves
flash-cards-voided = Esas tarjetas ya no sirven.
flash-pins-voided = Esas claves ya no sirven.
flash-cards-ruled = Quedó guardado cuándo sirven las tarjetas.
