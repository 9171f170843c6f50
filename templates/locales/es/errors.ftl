# Pages for when something did not work: what happened, and what to do.
errors-home = Ir al inicio
errors-code = Si pides ayuda, di este número: { $status }.

errors-400-heading = No entendimos lo que llegó
errors-400-advice = Vuelve a la página anterior y prueba otra vez.
errors-401-heading = Primero hay que entrar
errors-401-advice = Entra con tu nombre y vuelve a esta página.
errors-403-heading = Esto no se pudo aceptar
errors-403-advice = La página estuvo abierta mucho tiempo o llegó de otro sitio. Vuelve a abrirla desde Relevo y prueba otra vez.
errors-404-heading = Aquí no hay nada que puedas ver
errors-404-advice = Puede que la dirección esté mal escrita, que la página ya no exista o que sea de otras personas.
errors-405-heading = Así no se puede llegar aquí
errors-405-advice = Vuelve a la página anterior y usa sus botones.
errors-409-heading = Alguien lo cambió antes
errors-409-advice = Vuelve a abrir la página para ver cómo quedó, y decide otra vez.
errors-413-heading = Es demasiado grande
errors-413-advice = Manda menos a la vez, o una foto más pequeña.
errors-422-heading = Faltó algo por llenar
errors-422-advice = Vuelve a la página anterior y revisa lo que está marcado.
errors-429-heading = Van muchos intentos seguidos
errors-429-advice = Espera unos minutos y prueba otra vez. Si olvidaste tu clave, tu maestra te da otra.
errors-500-heading = Algo se rompió de nuestro lado
errors-500-advice = No fue culpa tuya. Prueba otra vez en un rato; si sigue igual, avisa a quien cuida Relevo en tu escuela.
errors-503-heading = En este momento no se puede
errors-503-advice = Hay mucha gente a la vez, o los datos no están a la mano. Espera un momento y prueba otra vez. Si mandaste algo, no se guardó todavía.
