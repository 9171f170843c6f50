# The school year turns.
year-title = Cambio de ciclo en { $node }
year-heading = Cambia el ciclo escolar
year-lead = Los grupos pasan de grado y quienes estaban en el último se despiden. Mira primero qué cambia: no se guarda nada hasta que lo confirmes.
year-link = Cambiar el ciclo escolar
year-link-more = Los grupos pasan de grado, una vez al año.
year-before = El ciclo cambió el { $day }. Podrás cambiarlo otra vez en el siguiente.
year-undo = ¿Fue un error?
year-undo-more = Los grupos vuelven a su grado y quienes se fueron están de nuevo en la lista. Sus relaciones tutoras y lo que querían siguen cerrados: pueden empezar de nuevo.
year-undo-offers = { $count ->
    [one] Una oferta que se cerró con el cambio se abre otra vez.
   *[other] { $count } ofertas que se cerraron con el cambio se abren otra vez.
}
year-undo-do = Deshacer el cambio de ciclo
year-not = Volver sin cambiar nada
year-nobody = Todavía no hay estudiantes que pasen de grado.
year-last = El último grado
year-last-grade = ¿Cuál es el último grado de la escuela?
year-last-help = Quienes están en ese grado se despiden. Una telesecundaria tiene tres.
year-last-do = Ver qué cambia
year-leave = se despiden
year-as-it-is = sin cambio
year-lost = Lo que se iría con ellos
year-lost-more = { $count ->
    [one] Un tema ya no lo dominaría nadie aquí. Todavía hay tiempo de aprenderlo.
   *[other] { $count } temas ya no los dominaría nadie aquí. Todavía hay tiempo de aprenderlos.
}
year-lost-masters = Lo dominan: { $names }.
year-lost-heirs = Lo quieren o lo están aprendiendo: { $names }.
year-lost-nobody = Nadie más lo ha pedido: pregunta en el grupo quién lo quiere.
year-lost-none = Ningún tema se pierde: todos los domina alguien que se queda.
year-tutorials = { $count ->
    [0] Ninguna relación tutora se interrumpe.
    [one] Una relación tutora sin terminar se cierra.
   *[other] { $count } relaciones tutoras sin terminar se cierran.
}
year-who = Quién pasa
year-who-more = Todos pasan, menos quienes marques. Abre un grupo para verlo.
year-group = { $from } → { $to } · { $count ->
    [one] una persona
   *[other] { $count } personas
}
year-stays = Siguen en { $from }
year-keeps = La historia de todos se conserva: lo que demostraron, a quién acompañaron y de quién aprendieron.
year-do = Cambiar el ciclo
flash-year-turned = El ciclo cambió. Si fue un error, puedes deshacerlo.
flash-year-withdrawn = El cambio de ciclo quedó deshecho.
problem-year-turned = El ciclo cambió hace poco. Si fue un error, deshazlo primero.
