# The course in a container, for one person or as the image of a hub's users: `docker build -t seeing-cnns .`
# tools/chroot.py runs the same lines where there is no Docker.
FROM debian:bookworm-slim
ENV DEBIAN_FRONTEND=noninteractive PIP_NO_CACHE_DIR=1 LANG=C.UTF-8
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap ca-certificates make python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 jovyan
# The course, which its users cannot change, in the place that docs/hub.md speaks of.
COPY . /srv/seeing-cnns
WORKDIR /srv/seeing-cnns
RUN make .venv/ready \
    && .venv/bin/python -m pip --disable-pip-version-check install --require-hashes -r requirements-hub.lock \
    && chmod -R a+rX,go-w .
RUN mkdir -p /etc/jupyter .venv/etc/ipython \
    && echo 'load_subconfig("/srv/seeing-cnns/tools/jupyter_server_config.py")' > /etc/jupyter/jupyter_server_config.py \
    && echo 'load_subconfig("/srv/seeing-cnns/tools/ipython_kernel_config.py")' > .venv/etc/ipython/ipython_kernel_config.py
ENV PATH=/srv/seeing-cnns/.venv/bin:/usr/local/bin:/usr/bin:/bin
USER jovyan
WORKDIR /home/jovyan
EXPOSE 8888
# One person's; a hub starts jupyterhub-singleuser in its place, and the lessons are copied all the same.
CMD ["sh", "-c", "python -m amhelpers copy ~/seeing-cnns && exec jupyter lab --ip=0.0.0.0 --no-browser ~/seeing-cnns/00_start.ipynb"]
