# Listas que entran y salen: qué traerían, qué hay que decidir, y por qué una fila no entra.
node-lists = Traer o llevar listas
members-lists = Traer o llevar una lista
lists-title = Listas de { $node }
lists-heading = Listas
lists-lead = Trae un archivo que ya tengas. Primero ves qué cambiaría; no se guarda nada hasta que lo confirmes.
lists-waiting = Esperan aquí
lists-state-waiting = Por revisar
lists-state-begun = A medias
lists-state-done = { $count ->
    [0] Lista, sin cambios
    [one] Lista, una fila guardada
   *[other] Lista, { $count } filas guardadas
}
lists-until = Se borra el { $day }.
lists-in = Traer una lista
lists-kind = ¿Qué trae el archivo?
lists-kind-people = Personas de la escuela
lists-kind-schools = Escuelas de un registro
lists-kind-topics = Temas
lists-file = El archivo
lists-file-help = De hoja de cálculo: CSV o XLSX, de { $megabytes } MB o menos. La primera fila dice qué hay en cada columna.
lists-look = Ver qué cambiaría
lists-note-people = De cada persona se lee el nombre, el grado, el grupo, la función, si es menor y su idioma. Del apellido, solo la inicial. Lo demás se quita antes de guardar el archivo: CURP, fecha de nacimiento, teléfono, calificaciones.
lists-note = El archivo espera aquí dos días y solo tú lo ves. Después se borra.
lists-out = Llevar una lista
lists-out-more = Es la misma lista que puedes traer: si la traes otra vez, nada cambia.
lists-out-people = Descargar las personas de la escuela (CSV)
lists-too-large = El archivo es demasiado grande: caben { $megabytes } MB. Divídelo en varios.
lists-file-unpacks = El archivo trae demasiado. Divídelo en varios.
lists-file-columns = El archivo tiene demasiadas columnas. Quita las que no hacen falta.
lists-file-rows = El archivo tiene demasiadas filas: caben { $count }. Divídelo en varios.
lists-file-empty = El archivo está vacío.
lists-file-not-text = No es una hoja de cálculo. Guárdala como XLSX o como CSV.
lists-file-not-workbook = No se puede leer. Ábrelo, guárdalo otra vez como XLSX o como CSV, y vuelve a traerlo.
lists-file-quote = Unas comillas se abren en la fila { $row } y no se cierran. Corrígelas y vuelve a traerlo.
lists-missing = Ninguna columna dice esto: { $field }. Elige abajo cuál es.
lists-row = Fila { $row }

list-title = { $file }
list-lead = Esto pasaría. Todavía no se guarda nada.
list-so-far = { $count ->
    [one] Una fila ya está guardada.
   *[other] { $count } filas ya están guardadas.
}
list-begun = { $count ->
    [0] Se quedó a medias: todavía no se guarda ninguna fila.
    [one] Se quedó a medias: una fila está guardada.
   *[other] Se quedó a medias: { $count } filas están guardadas.
}
list-begun-more = { $count ->
    [0] Sigue para terminar.
    [one] Falta una fila. Sigue para terminar: lo que ya está no se repite.
   *[other] Faltan { $count } filas. Sigue para terminar: lo que ya está no se repite.
}
list-go-on = Seguir
list-done = { $count ->
    [0] Listo. No había nada que guardar.
    [one] Listo. Se guardó una fila.
   *[other] Listo. Se guardaron { $count } filas.
}
list-see-people = Ver a las personas
list-see-topics = Ver los temas
list-count-new = { $count ->
    [one] nueva
   *[other] nuevas
}
list-count-changed = { $count ->
    [one] cambia
   *[other] cambian
}
list-count-unchanged = sin cambio
list-count-asked = por decidir
list-count-refused = { $count ->
    [one] no entra
   *[other] no entran
}
list-confirm-people = { $count ->
    [one] Guardar a una persona
   *[other] Guardar a { $count } personas
}
list-confirm-schools = { $count ->
    [one] Guardar una escuela
   *[other] Guardar { $count } escuelas
}
list-confirm-topics = { $count ->
    [one] Guardar un tema
   *[other] Guardar { $count } temas
}
list-report = Descargar la revisión completa (CSV)
list-only-asked = Solo falta lo que tú decidas abajo.
list-nothing = No hay nada que guardar.
list-asked = ¿Es la misma persona?
list-asked-more = Nadie se junta con nadie sin que tú lo digas. Lo que dejes para después no se guarda.
list-asked-all = { $count } filas dicen de alguien de la escuela lo mismo que aquí se sabe.
list-asked-all-do = Son las mismas personas
list-asked-row = Fila { $row }: { $name }
list-asked-rest = { $count ->
    [one] Después de estas queda una más.
   *[other] Después de estas quedan { $count } más.
}
list-answer = Guardar lo que decidí
lists-like-member = En la escuela ya hay alguien con ese nombre, con otro grado, grupo o función.
lists-like-there = En la escuela ya hay alguien con ese nombre, y con lo que aquí se sabe no se distinguen.
lists-like-row = La fila { $row } tiene el mismo nombre, y ningún apellido las distingue.
lists-there = Es { $name }, { $group }.
lists-later = Decidir después
lists-same-member = Es la misma persona: corregir sus datos con los de la lista
lists-same-there = Es la misma persona: todo queda como está
lists-same-earlier = Es la misma persona: la fila sobra
lists-another = Es otra persona
lists-other-name = Si es otra, ¿cómo la llaman para distinguirla?
list-group-refused = No entran
list-group-doubtful = Para revisar
list-group-new = Nuevas
list-group-changed = Cambian
list-group-unchanged = Sin cambio
list-group-count = { $count ->
    [one] Una fila
   *[other] { $count } filas
}
list-group-more = { $count ->
    [one] Hay una más en la revisión.
   *[other] Hay { $count } más en la revisión.
}
list-doubtful-more = Estas filas entran, pero algo en ellas parece un error.
list-circles = Antecedentes en círculo
list-circles-more = Estos temas se piden unos a otros. Los temas entran; estos antecedentes, no.
list-columns = Qué dice cada columna
list-columns-summary = { $count ->
    [one] Una columna
   *[other] { $count } columnas
}
list-dropped = { $count ->
    [one] Esta columna se quitó sin leerla, porque aquí no se guarda:
   *[other] Estas columnas se quitaron sin leerlas, porque aquí no se guardan:
}
list-column-unnamed = Columna sin nombre
list-column-example = Por ejemplo: { $text }
list-column-not = No se lee
list-columns-more = Si cambias algo, se revisa todo de nuevo y lo que decidiste se pregunta otra vez.
list-columns-do = Revisar con estas columnas
lists-column-twice = Dos columnas dicen lo mismo. Deja una.
list-discard = Quitar el archivo
list-discard-more = Si no haces nada, se borra el { $day }. Lo que ya guardaste se queda.
list-discard-do = Quitarlo ahora
list-report-row = Fila
list-report-outcome = Qué pasa
list-report-what = De quién o de qué
list-report-why = Por qué
list-outcome-new = nueva
list-outcome-changed = cambia
list-outcome-unchanged = sin cambio
list-outcome-asked = por decidir
list-outcome-refused = no entra
list-outcome-doubtful = para revisar
flash-list-written = La lista quedó guardada.
flash-list-undecided = Quedó guardado lo que estaba claro. Falta lo que tú decidas.
flash-list-partly = Quedó guardado, menos lo que no se pudo corregir: mira por qué en la página de cada persona.
flash-list-unfinished = Todavía faltan filas. Sigue para terminar.
flash-list-discarded = El archivo se quitó.
flash-list-columns-kept = Se revisó con esas columnas.
flash-list-answers-kept = Tus decisiones quedaron anotadas. Confirma para guardar.

# Lo que puede decir una columna.
lists-field-name = Nombre
lists-field-surname = Apellido (solo la inicial)
lists-field-grade = Grado
lists-field-group = Grupo
lists-field-position = Función
lists-field-minor = Menor de edad
lists-field-language = Idioma
lists-field-id = Id de Relevo
lists-field-gone = Baja
lists-field-cct = Clave (CCT)
lists-field-school-name = Nombre de la escuela
lists-field-shift = Turno
lists-field-level = Nivel
lists-field-modality = Modalidad
lists-field-region = Región
lists-field-municipality = Municipio
lists-field-locality = Localidad
lists-field-zone = Zona
lists-field-sector = Sector
lists-field-latitude = Latitud
lists-field-longitude = Longitud
lists-field-pupils = Alumnos
lists-field-title = Título
lists-field-challenge = Desafío
lists-field-why = Por qué importa
lists-field-questions = Preguntas
lists-field-sources = Fuentes
lists-field-subject = Asignatura
lists-field-topic-language = Idioma
lists-field-prerequisites = Antecedentes
lists-field-topic-grade = Grado
lists-field-content = Contenido del programa
lists-field-process = Proceso de aprendizaje (PDA)
lists-field-identifier = Identificador
lists-field-code = Código

# Por qué una fila no entra, o parece un error.
lists-at = { $field }: { $problem }
lists-ragged = { $cells ->
    [one] Tiene una celda y no cuadra con los encabezados.
   *[other] Tiene { $cells } celdas y no cuadra con los encabezados.
}
lists-needs-voucher = Una persona adulta de la familia o de la comunidad necesita que alguien de la escuela responda por ella: agrégala en su página.
lists-gone = Según la lista ya se fue: no entra.
lists-gone-here = Según la lista ya se fue. En la escuela está { $name }: si es quien se fue, anótalo en su página.
lists-cct-empty = Falta la clave.
lists-cct-shape = No es una clave: son diez letras y números, como 11DTV0021K.
lists-same-school = Es la misma escuela y el mismo turno que la fila { $row }.
lists-same-row = Es lo mismo que la fila { $row }.
lists-personal = Trae datos de una persona: una CURP, un correo o un teléfono.
lists-check-letter = La última letra de la clave debería ser { $letter }. Revisa que no tenga un error.
lists-other-shape = La clave tiene una forma poco común.
lists-unknown-state = Ningún estado tiene ese número.
lists-cut-off = La fila parece cortada.
lists-no-shift = No dice el turno.
lists-no-name = No dice el nombre: se queda con la clave.
lists-point-swapped = La latitud y la longitud están cambiadas. El punto no se toma.
lists-point-outside = El punto está fuera de México. No se toma.
lists-point-elsewhere = El punto no está en el estado de la clave. No se toma.
lists-point-unreadable = El punto no se puede leer.
lists-pupils-unreadable = El número de alumnos no se puede leer.
lists-damaged = Un texto trae letras dañadas.
lists-other-state = La clave es de otro estado.
lists-other-place = Esa escuela ya está en la red, en otro lugar.
lists-which-shift = Varias escuelas comparten esta clave, y sin el turno no se sabe cuál es. Agrega el turno a la lista.
lists-by-key = Se toma como la escuela que ya está en la red con esta clave: es la única, aunque el turno no está en las dos partes.
lists-school-name = Nombre: { $from } → { $to }.
lists-school-point = Cambia el lugar donde está en el mapa.
lists-school-point-new = Se agrega el lugar donde está en el mapa.
lists-school-shift = Se agrega su turno: { $shift }.
lists-school-under = Cambia de { $level }: { $from } → { $to }.
lists-school-under-new = Se agrega su { $level }: { $to }.
lists-no-title = Falta el título.
lists-text-long = Un texto es demasiado largo: caben { $count } letras.
lists-damaged-title = El título trae letras dañadas.
lists-mark = Un signo de interrogación parece ocupar el lugar de una letra.
lists-grade = El grado no se puede leer.
lists-language = El idioma no se conoce: se toma como español.
lists-person-language = El idioma es en el que se lee Relevo: español o inglés. El de esta fila no se toma.
lists-pair-empty = Un antecedente está vacío.
lists-pair-itself = «{ $name }» no puede ser antecedente de sí mismo.
lists-pair-unknown = Ningún tema se llama «{ $name }»: ese antecedente no entra.
lists-pair-twice = «{ $name }» está dos veces en la fila.
lists-pair-circle = «{ $first }» antes de «{ $then }» forma un círculo: ese antecedente no entra.

# Paquetes OneRoster.
lists-note-roster = También se lee un paquete OneRoster (ZIP) de otro programa: se toman de él las personas de esta escuela.
lists-out-roster = Descargar las personas de la escuela para otro programa (OneRoster, ZIP)
lists-out-roster-more = Lleva nombre, grado, grupo y función. Quien acompaña desde fuera y la comunidad no van: ese formato no tiene palabra para ellos.
list-flaws = Filas del paquete que no se tomaron
roster-damaged = El paquete está dañado. Descárgalo otra vez y vuelve a traerlo.
roster-no-version = El paquete no dice de qué versión de OneRoster es. Se leen la 1.1 y la 1.2.
roster-version = El paquete es de OneRoster { $version }. Se leen la 1.1 y la 1.2.
roster-no-file = Al paquete le falta { $file }.
roster-changes = { $file } trae solo cambios. Pide el paquete completo (bulk).
roster-no-column = A { $file } le falta la columna { $column }.
roster-table = { $file }: { $problem }
roster-other = { $count ->
    [0] El paquete no tiene ninguna escuela.
    [one] El paquete no es de esta escuela, sino de { $schools }.
   *[other] Ninguna escuela del paquete tiene la clave de esta: { $schools }.
  }
roster-ragged = Sus celdas no coinciden con el encabezado.
roster-blank = Falta { $column }.
roster-twice = Otra fila de antes tiene el mismo sourcedId.
roster-dangling = Lo que nombra { $column } no está en el paquete.
roster-word = La palabra de { $column } no es de OneRoster.

# Temas: paquetes, y lo que se dice de dos de ellos.
lists-note-topics = Los temas también pueden venir en un paquete CASE (JSON), o como el acervo entero que Relevo deja descargar (JSON). Junto a una lista de temas puedes poner un archivo que diga cuáles van antes de cuáles.
lists-package-damaged = El archivo no está completo. Descárgalo de nuevo y vuelve a traerlo.
lists-package-format = Es un acervo exportado con una forma que aquí no se conoce: { $format }.
lists-package-flaws = { $count ->
    [one] No es un paquete CASE: algo falta o está mal ({ $first }).
   *[other] No es un paquete CASE: faltan o están mal { $count } cosas. La primera: { $first }.
}
lists-pairs-columns = El archivo necesita dos columnas que nombren dos temas: «antes» y «después», o «from» y «to».
lists-item-shape = Le falta lo que necesita.
lists-item-number = Su número de versión es demasiado alto.
lists-item-long = Un texto es demasiado largo.
lists-item-twice = Un tema anterior tiene el mismo identificador.
lists-item-elsewhere = Nombra algo que no es un tema.
lists-item-itself = Nombra dos veces el mismo tema.
lists-near-empty = Falta uno de los dos temas.
lists-near-itself = «{ $name }» está dos veces.
lists-near-unknown = Ningún tema se llama «{ $name }»: este par no entra.
list-before = Antecedentes que entran: { $count }.
list-ties = Relaciones entre temas por guardar: { $count }.
list-confirm-ties = { $count ->
    [one] Guardar una relación
   *[other] Guardar { $count } relaciones
}
list-aside = Además, no entra
list-dangling = { $count ->
    [one] Una relación nombra un tema que no está aquí, o cierra un círculo: no entra.
   *[other] { $count } relaciones nombran un tema que no está aquí, o cierran un círculo: no entran.
}
list-unread = Lo que el paquete dice y aquí no tiene lugar: { $kinds }.
list-unread-school = qué escuela trajo el tema
list-unread-adopted = quién lo adoptó
list-unread-key = su clave en una lista, si no se puede tomar
list-unread-offered = dónde se ofrece
list-pairs = Cuáles van antes de cuáles
list-pairs-more = Si tienes un archivo con pares de estos temas, ponlo junto a la lista. Se revisa todo de nuevo; no se guarda nada hasta que lo confirmes.
list-pairs-kind = ¿Qué dicen los pares?
list-pairs-before = El primero ayuda antes del segundo
list-pairs-near = Los dos son cercanos
list-pairs-file-help = CSV o XLSX, con dos columnas: «antes» y «después». Cada una nombra un tema por su identificador, su clave o su título.
list-pairs-do = Revisar con estos pares
list-pairs-file-before = Antecedentes
list-pairs-file-near = Temas cercanos
flash-list-pairs-laid = Se revisó con esos pares.
