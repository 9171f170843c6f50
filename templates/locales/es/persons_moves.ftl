# De una escuela a otra.
move-title = { CAPITAL($name) } cambia de escuela
move-heading = ¿{ $name } cambia de escuela?
move-lead = Ahora está en { $school }. Mira primero qué cambia. Nada cambia hasta que la otra escuela diga que sí.
move-closes = Qué se cierra
move-closes-offers = { $count ->
    [one] Sale del catálogo de aquí:
   *[other] Salen del catálogo de aquí:
}
move-stops-learning = Deja de aprender con { $name }:
move-stops-tutoring = Deja de acompañar a { $name }:
move-unasks-tutor = Ya no va a aprender con { $name }, como se había propuesto:
move-unasks-learner = Ya no va a acompañar a { $name }, como se había propuesto:
move-closes-wishes = { $count ->
    [one] Un deseo se quita de la lista.
   *[other] { $count } deseos se quitan de la lista.
}
move-closes-nothing = Nada: no tiene ofertas, deseos ni relaciones tutoras abiertas.
move-keys = Su clave y su tarjeta dejan de servir. La otra escuela le da otras.
move-stays = Qué va con ella o con él
move-stays-more = Toda su historia, lo que domina y de quién lo aprendió.
move-reads = Lo que se escribió aquí lo siguen leyendo solo quienes lo leen hoy. La otra escuela no lo ve.
move-where = A qué escuela
move-search = Nombre o clave de la escuela
move-search-do = Buscar
move-receiver = ¿A cuál va?
move-no-school = Ninguna escuela se llama así. Prueba con otra palabra.
move-waits = La otra escuela verá de dónde viene alguien y en qué grado, sin nombre. La familia dice el nombre al llegar.
move-do = Avisar que { $name } va para allá
move-not = No, se queda aquí
moves-title = Cambios de escuela
moves-lead = Quién viene de otra escuela y quién va a otra.
moves-coming = Vienen para acá
moves-coming-none = Nadie viene en camino.
moves-going = Van a otra escuela
moves-going-none = Nadie va en camino.
moves-going-how = Para avisar que alguien se va, abre su página y elige «Cambia de escuela».
moves-going-people = Ver las personas
moves-from = Viene de { $school }. Avisaron el { $day }.
moves-to = Va a { $school }. Se avisó el { $day }.
moves-take-in = Recibir
moves-decline = No viene
moves-stop = No se va
moves-above = Esta escuela no tiene ahora responsable. Si alguien se va a otra, puedes avisar tú: escribe su nombre como te lo dijo la familia.
moves-above-name = Su nombre en esta escuela
moves-above-name-help = Como la escuela le dice. No hay lista que ver.
moves-above-do = Avisar que va para allá
moves-lately = Hace poco
moves-came = Vino de { $school } el { $day }.
moves-went = Alguien de aquí está en { $school } desde el { $day }.
moves-undo = ¿Fue un error?
moves-undo-more = Vuelve a { $school } como si no se hubiera ido, y deja esta escuela. Lo que ofrecía allá se ofrece otra vez. Sus relaciones tutoras y sus deseos siguen cerrados: puede abrirlos de nuevo.
moves-undo-do = Regresar a su escuela
arrival-title = Alguien viene de otra escuela
arrival-who = Quién es
arrival-who-more = La otra escuela no te dice su nombre. Escríbelo tú, como te lo dio su familia.
arrival-name-help = Su primer nombre tiene que ser el mismo que en la otra escuela. Si aquí se repite, agrega una inicial.
arrival-brings = Trae su historia y los temas que domina. Lo que tenía abierto en la otra escuela se cierra allá.
arrival-do = Ya es de aquí
arrival-not = Todavía no
person-move = Cambia de escuela
members-moves = Cambios de escuela
members-moves-more = Para quien viene de otra escuela o se va a otra.
members-moves-waiting = { $count ->
    [one] Alguien viene de otra escuela y espera tu respuesta.
   *[other] { $count } personas vienen de otra escuela y esperan tu respuesta.
}
flash-move-offered = Quedó avisado. Nada cambia hasta que la otra escuela diga que sí.
flash-move-made = Ya es de esta escuela.
flash-move-closed = El aviso se quitó. Nada cambió.
flash-move-undone = Volvió a su escuela.
problem-on-the-way = Ya va en camino a otra escuela. Quita primero ese aviso.
problem-other-name = Quien viene en camino no se llama así. Pregunta a la familia cómo le decían en la otra escuela.
problem-nobody-so-called = No encontramos a una sola persona con ese nombre en ese grado.
problem-too-late = Ya pasó mucho tiempo para deshacerlo. Avisa un nuevo cambio de escuela.
