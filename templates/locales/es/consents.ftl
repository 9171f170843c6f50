# El aviso para las familias, y lo que contestaron.
words-purpose-photos = fotos de su trabajo
words-purpose-card = tarjeta para entrar fuera del salón
words-purpose-poster = su nombre en la pared
consent-photos-short = Fotos
consent-card-short = Tarjeta
consent-poster-short = Pared
consent-photos-more = Una foto o un PDF de su cuaderno o de lo que hizo, junto a su registro; nunca caras. La ven quien aprende, quien acompaña y quienes enseñan. Ayuda cuando lo hecho no cabe en palabras.
consent-card-more = Una tarjeta con la que entra desde tu casa u otro lugar. Quien la tenga puede entrar en su nombre y ver los nombres de la escuela. Sin permiso, la tarjeta sirve solo con el salón abierto.
consent-poster-more = El catálogo impreso cuelga donde cualquiera pasa, y dice quién acompaña en cada tema. Sin permiso dice el tema y no el nombre.
consent-yes = Sí
consent-no = No
consent-open = Sin contestar
consent-given = { $purpose }: sí
consent-refused = { $purpose }: no
consent-unasked = { $purpose }: sin respuesta
consent-said-yes = { CAPITAL($name) } dijo que sí, { $day }
consent-said-no = { CAPITAL($name) } dijo que no, { $day }
consent-line-yes = Sí: { $purpose }
consent-line-no = No: { $purpose }
consent-nameless = Alguien cuyo nombre se borró
consent-link = Permisos de su familia
consent-child-title = Permisos para { $name }
consent-rule = Si las personas que responden por ella o él no están de acuerdo, basta que una diga que no.
consent-hidden = { $count ->
    [one] Hay una foto o un PDF de { $name } que ya no se muestra a nadie, porque falta un sí de su familia. Puedes quitarlo, o dejarlo hasta que la familia decida.
   *[other] Hay { $count } fotos o PDF de { $name } que ya no se muestran a nadie, porque falta un sí de su familia. Puedes quitarlos, o dejarlos hasta que la familia decida.
}
consent-hidden-link = Ver qué hay y quitarlo
consent-enter = Anotar lo que dijo
consent-enter-more = Como está en el papel. Para retirar un permiso, marca No: lo puede retirar cualquiera de quienes responden por ella o él. Lo que dejes sin contestar queda como estaba.
consent-who = Quién firmó
consent-another = Otra persona
consent-written = Si es otra persona, su nombre
consent-written-help = Como está en el papel. Solo el nombre: nada más se guarda de quien firma.
consent-answers = Qué contestó
consent-save = Anotar
consent-papers = Papeles anotados
consent-withdraw = Ya no cuenta
consent-withdraw-more = Un papel deja de contar si se anotó por error, o si quien lo firmó ya no responde por ella o él. Queda a la vista.
consent-out = Ya no cuenta.
flash-consent-kept = Quedó anotado.
flash-consent-withdrawn = Ese papel ya no cuenta.
consents-title = Aviso y permisos
consents-link = Aviso y permisos de las familias
consents-link-more = Qué familias tienen el aviso de lo que se guarda, y qué permiten.
consents-lead = El aviso dice a las familias qué se guarda de sus hijas e hijos. Para tres cosas hace falta su permiso.
consents-which = De qué grupo
consents-groups = Otros grupos
consents-group = { $count ->
    [one] Un estudiante. Con aviso: { $noticed }. Contestaron todo: { $answered }.
   *[other] { $count } estudiantes. Con aviso: { $noticed }. Contestaron todo: { $answered }.
}
consents-today = Lo que vale hoy
consents-noticed = Tiene el aviso desde el { $day }
consents-not-noticed = Todavía sin aviso
consents-hand = Entregar el aviso
consents-hand-more = Sale una hoja para cada familia, con el nombre de su hija o hijo y las preguntas al pie. El código lleva a donde se anota lo que conteste.
consents-print = Imprimir las hojas del grupo
consents-given = Ya las entregué
consents-without = { $count ->
    [one] A una familia le falta el aviso.
   *[other] A { $count } familias les falta el aviso.
}
consents-enter = Anotar las hojas que volvieron
consents-enter-more = Una fila por hoja; las filas vacías no cuentan. Para retirar un permiso, marca No. Quien firma con un nombre ya anotado es la misma persona.
consents-day-help = El que está en las hojas. Si tienen días distintos, anótalas por separado.
consents-signed = Ya firmó: { $names }
consents-save = Anotar las hojas
flash-consents-kept = Quedaron anotadas.
flash-notice-given = Quedó anotado que el grupo tiene el aviso.
notice-title = Aviso para las familias
notice-heading = Qué es y qué guarda
notice-lead = { $school } usa Relevo, un cuaderno en común en el que se aprende de otros y se enseña a otros. Este aviso es para madres, padres y quienes responden por una niña o un niño.
notice-read = Leer el aviso
notice-kept = Qué se guarda de tu hija o hijo
notice-kept-is = Su nombre corto, su grado y su grupo, en qué idioma lee y que es menor de edad. Qué temas quiso aprender, quién acompañó a quién y cuándo; lo que escribe en su registro; qué mostró en una demostración y qué le preguntaron. De ti, tu nombre y lo que contestes aquí.
notice-why = Para qué
notice-why-is = Para saber quién puede acompañar a quién, y para que lo aprendido no se pierda. No se califica, no se compara a nadie, no hay anuncios y nada se vende.
notice-never = Qué no se guarda nunca
notice-never-is = Ni CURP, ni fecha de nacimiento, ni apellidos que no hagan falta, ni domicilio, ni teléfono, ni correo, ni fotos de personas, ni calificaciones.
notice-seen = Quién lo ve
notice-seen-is = Los nombres, quienes son de { $school }. El registro, quien aprende, quien acompaña y quienes enseñan. Fuera de la escuela se ven temas y números, sin nombres. La escuela puede ver quién abrió cada registro.
notice-long = Por cuánto tiempo
notice-long-is = Mientras estudie aquí. { CAPITAL($archive) } después de haberse ido ya no aparece en ninguna lista; { $erase } después de haberse ido se borran su nombre y lo que escribió, sin que nadie tenga que pedirlo. Se borra antes si alguien de la familia lo pide.
notice-erase = Cómo pedir que se borre
notice-erase-is = Dilo en { $school }, de palabra o por escrito, a quien da clases. Se borran su nombre y todo lo escrito por ella o él, o sobre ella o él, también si se recupera una copia de antes; queda solo, sin nombre, que alguien aprendió un tema. Del mismo modo puedes pedir que te muestren lo que hay o que se corrija.
notice-asked = Para esto hace falta tu permiso
notice-asked-is = Contesta sí o no a cada cosa. Decir que no, no cambia en nada lo que aprende.
notice-no = Basta que una de las personas que responden por ella o él diga que no. Cualquiera puede retirar un permiso cuando quiera: se dice en la escuela, y vale desde que se anota.
notice-sheet = Hojas con el aviso
notice-sheet-blank = Imprimir una hoja sin nombre
notice-sheet-how = { $count ->
    [one] Una hoja. Imprímela, que la firmen, y anota aquí lo que contesten.
   *[other] { $count } hojas, una por familia. Imprímelas, que las firmen, y anota aquí lo que contesten.
}
notice-scan = Para anotarlo en Relevo
notice-child = Estudiante
notice-day = Día de la firma
notice-who = Nombre de quien firma
notice-sign = Firma
notice-link = Aviso para las familias: qué se guarda y quién lo ve
file-hidden = No se muestra: falta el permiso de la familia.
file-closed = Para poner fotos o PDF hace falta que la familia diga que sí, y nadie que no. Imprime la hoja, que la firmen, y anota lo que contesten.
file-closed-grown = No se ven ni se ponen fotos o PDF: lo decide en su página.
file-closed-grown-own = Mientras eras menor de edad, tu familia no permitió fotos ni PDF. Ahora lo decides tú.
file-closed-own = Para poner fotos o PDF hace falta que tu familia diga que sí. Pide la hoja en tu escuela. Lo que escribes se guarda igual.
file-back = Volver al registro
problem-photos-need-consent = Falta el permiso de la familia para fotos y PDF.
problem-card-needs-consent = Esta tarjeta abre mientras alguien tiene el salón abierto. Para entrar fuera del salón hace falta que tu familia diga que sí: pide la hoja en tu escuela.
poster-unnamed = { $count ->
    [one] Un nombre no sale, porque su familia no ha dicho que puede estar en la pared.
   *[other] { $count } nombres no salen, porque sus familias no han dicho que pueden estar en la pared.
}
poster-ask = { $count ->
    [one] Alguien te acompaña: pregunta en la escuela
   *[other] { $count } personas te acompañan: pregunta en la escuela
}
