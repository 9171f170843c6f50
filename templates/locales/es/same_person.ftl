# La misma persona, anotada dos veces.
person-same = Está dos veces
lists-twice = ¿Ya está dos veces aquí?
same-title = { CAPITAL($name) } está dos veces
same-heading = ¿{ $name } está dos veces?
same-lead = Si alguien de { $place } se anotó dos veces, aquí se junta todo en una sola persona. Mira primero qué cambia.
same-since = desde el { $day }
same-who = Quién es
same-other = ¿Con quién se repite?
same-other-help = Primero están los nombres parecidos. También quienes ya se fueron.
same-look = Ver qué cambia
same-nobody = No hay aquí nadie con quien pueda repetirse.
same-which = Cuál se queda
same-stays = Se queda
same-goes = Se junta
same-swap = Mejor que se quede { $name }
same-against = No se pueden juntar
same-again = Elegir a otra persona
same-changes = Qué cambia
same-name = Queda el nombre { $name }, con su grado y su grupo. Lo del otro registro pasa a ser suyo.
same-history = { $count ->
    [0] No hay relaciones tutoras en el otro registro.
    [one] Una relación tutora del otro registro pasa a ser suya, con lo que se escribió.
   *[other] { $count } relaciones tutoras del otro registro pasan a ser suyas, con lo que se escribió.
}
same-doubled = Lo domina en los dos registros:
same-doubled-days = Cuenta el primero ({ $first }); el otro ({ $later }) se retira.
same-doubled-children = { $count ->
    [one] Quien lo aprendió del segundo queda en el hilo del primero.
   *[other] Las { $count } personas que lo aprendieron del segundo quedan en el hilo del primero.
}
same-topic = Pasa a dominar:
same-wish = Lo desea en los dos registros; queda un solo deseo:
same-ends-with = Termina la relación tutora con { $name }, porque no cabe junto a la otra:
same-ends = Termina una relación tutora, porque no cabe junto a la otra:
same-keys = Entra con la clave que ya usa. Si tenía dos, sirve la del registro que se queda.
same-last = Esto no se puede deshacer. Hazlo solo si tienes la certeza de que es la misma persona.
same-do = Sí, es la misma persona
same-not = No juntar nada
flash-same-person = Listo: ahora está una sola vez.
problem-own-lineage = Una acompañó a la otra en un tema, directamente o por medio de otras personas. Nadie se acompaña a sí misma: son dos personas, o ese registro está mal y hay que corregirlo antes.
problem-they-met = Coincidieron: una estuvo en la demostración o la visita de la otra, o respondió por ella. Son dos personas, o ese registro está mal y hay que corregirlo antes.
problem-kept-apart = Alguien responsable decidió que no trabajen juntas. Son dos personas, o hay que quitar antes esa separación.
problem-child-and-adult = Una es menor de edad y la otra no. Corrige antes ese dato en la página de quien lo tenga mal.
problem-others-answer = Una de las dos también está en otro lugar, o lo cuida. Solo puede juntarlas quien es responsable de todos esos lugares.
