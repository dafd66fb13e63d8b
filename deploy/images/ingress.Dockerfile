FROM debian:bookworm-slim
RUN apt-get update && \
    apt-get install --yes --no-install-recommends nginx && \
    rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled /etc/nginx/conf.d
COPY deploy/ingress/nginx.conf deploy/ingress/routes.conf /etc/nginx/
COPY --chmod=755 deploy/ingress/start.sh deploy/ingress/healthy.sh /usr/local/bin/
USER www-data
EXPOSE 8080
# Lets requests end; SIGTERM would cut them off.
STOPSIGNAL SIGQUIT
CMD ["start.sh"]
